//! The functions of a program in an order in which gzip packs them best: each beside those that are most like it.
//!
//! gzip looks for repetitions in the last 32 kB. The compiler makes one function of a kind for each type that it is used with,
//! and puts them wherever; next to each other they are packed as one and what differs, which is a tenth less to load.
//! `wasm-opt` sorts functions by their names, so that a name is all that is given here.

use crate::program::Outcome;
use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{Module, NameMap, NameSection};
use wasmparser::{CustomSectionReader, Parser, Payload, TypeRef};

/// So many bytes that two functions have in common count as a likeness: gzip repeats from three on, but those are everywhere.
const PIECE: usize = 5;
/// What more functions than these have in common says nothing about them.
const COMMON: usize = 400;
/// A function is compared with so many before it.
const MEMORY: usize = 64;
/// Keeps the shortest functions from being like everything.
const SHORTEST: usize = 30;

/// The program with names for its functions that `wasm-opt --reorder-functions-by-name` sorts as said above.
pub(super) fn named_in_order(program: &[u8]) -> Outcome<Vec<u8>> {
    let failed = |error: &dyn std::fmt::Display| format!("the functions of the program could not be sorted: {error}");
    let (mut imported, mut bodies) = (0, Vec::new());
    for part in Parser::new(0).parse_all(program) {
        match part.map_err(|error| failed(&error))? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.map_err(|error| failed(&error))?;
                    imported += u32::from(matches!(import.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut places: Vec<(usize, usize)> =
        order(&bodies).into_iter().enumerate().map(|(place, at)| (at, place)).collect();
    places.sort_unstable();
    let mut functions = NameMap::new();
    for (index, (_, place)) in (imported..).zip(places) {
        functions.append(index, &format!("{place:08}"));
    }
    let mut names = NameSection::new();
    names.functions(&functions);
    let mut module = Module::new();
    WithoutNames.parse_core_module(&mut module, Parser::new(0), program).map_err(|error| failed(&error))?;
    module.section(&names);
    Ok(module.finish())
}

struct WithoutNames;

impl Reencode for WithoutNames {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        if section.name() == "name" { Ok(()) } else { utils::parse_custom_section(self, module, section) }
    }
}

/// From the first on, always the one that is most like those before it. A piece that few have says more than one that many have.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces: Vec<Vec<&[u8]>> = bodies
        .iter()
        .map(|body| {
            let mut pieces: Vec<&[u8]> = body.windows(PIECE).collect();
            pieces.sort_unstable();
            pieces.dedup();
            pieces
        })
        .collect();
    let mut owners: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (at, pieces) in pieces.iter().enumerate() {
        for piece in pieces {
            owners.entry(piece).or_default().push(at);
        }
    }
    let mut is_left = vec![true; bodies.len()];
    let mut recent: VecDeque<usize> = VecDeque::new();
    let mut sorted = Vec::with_capacity(bodies.len());
    while let Some(first) = is_left.iter().position(|left| *left) {
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        let mut seen: Vec<&[u8]> = recent.iter().flat_map(|at| &pieces[*at]).copied().collect();
        seen.sort_unstable();
        seen.dedup();
        for owners in seen.iter().filter_map(|piece| owners.get(piece)).filter(|owners| owners.len() < COMMON) {
            for owner in owners.iter().filter(|owner| is_left[**owner]) {
                *shared.entry(*owner).or_default() += 1.0 / (owners.len() as f64).sqrt();
            }
        }
        let likeness = |(at, shared): &(usize, f64)| shared / (pieces[*at].len() + SHORTEST) as f64;
        let next = shared.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(b.0.cmp(&a.0)));
        let next = next.map_or(first, |(at, _)| at);
        is_left[next] = false;
        sorted.push(next);
        recent.push_back(next);
        if recent.len() > MEMORY {
            recent.pop_front();
        }
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, EntityType, Function, FunctionSection, ImportSection, Instruction, TypeSection};

    #[test]
    fn what_is_alike_lies_side_by_side() {
        let (one, other) = (b"abcdefghijklmnop", b"ABCDEFGHIJKLMNOP");
        assert_eq!(order(&[one, other, one, b"", other, b"xabcdefghijklmno"]), [0, 2, 5, 1, 4, 3]);
        assert!(order(&[]).is_empty());
    }

    #[test]
    fn every_function_of_the_program_is_named_by_its_place_once() {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        imports.import("a", "b", EntityType::Function(0));
        for numbers in [&[1, 2, 3, 4, 5][..], &[70, 80, 90, 100, 110], &[1, 2, 3, 4, 6]] {
            functions.function(0);
            let mut body = Function::new([]);
            for number in numbers {
                body.instruction(&Instruction::I32Const(*number)).instruction(&Instruction::Drop);
            }
            code.function(body.instruction(&Instruction::End));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&code);
        let named = named_in_order(&named_in_order(&module.finish()).expect("a program")).expect("one with names, too");

        let mut found = Vec::new();
        for part in Parser::new(0).parse_all(&named) {
            if let Payload::CustomSection(section) = part.expect("a program")
                && let wasmparser::KnownCustom::Name(names) = section.as_known()
            {
                for group in names {
                    if let wasmparser::Name::Function(names) = group.expect("names") {
                        found.extend(
                            names.into_iter().map(|name| name.expect("a name")).map(|name| (name.index, name.name)),
                        );
                    }
                }
            }
        }
        assert_eq!(found, [(1, "00000000"), (2, "00000002"), (3, "00000001")], "after the import, which has none");
    }
}
