//! Takes out of the program what no page uses, and gives the rest short names.
//!
//! wasm-bindgen names each function of the browser in full and with a hash, in the program and in the JavaScript beside it;
//! and Leptos's server functions bring classes for streams which stay in because JavaScript could ask for them. Together
//! that was a twentieth of what the first picture waits for.

use crate::program::Outcome;
use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ElementSection, ExportSection, ImportSection, Module};
use wasmparser::{BinaryReaderError, Element, Export, Import, Imports, KnownCustom, Name, Parser, Payload};

/// How the classes of streams are called, in what the program exports.
const STREAMS: &str = "intounderlying";
/// And in the JavaScript.
const CLASS: &str = "IntoUnderlying";
/// What the names of their functions contain. Rust's futures become promises for them only.
const OF_STREAMS: [&str; 2] = ["wasm_streams::", "js_sys::futures::future_to_promise"];
/// There is always a first function.
const ANY_FUNCTION: u32 = 0;
/// Where the functions begin that the program is given, in the JavaScript of wasm-bindgen, and where one of them begins.
const FUNCTIONS: &str = "function __wbg_get_imports() {";
const FUNCTION: &str = "\n        __wb";
/// What each class of streams leaves behind those functions.
const CLASS_END: &str = "const IntoUnderlying";

/// The program without the classes of streams: `wasm-opt` then takes out what only they use.
///
/// Besides by exports they are kept by the table of what is called through pointers, since nobody can tell which pointers
/// are in use: their places in it are given to another function, which is never called there.
pub(super) fn without_streams(program: &[u8]) -> Outcome<Vec<u8>> {
    rewritten(&mut WithoutStreams { unused: functions_of_streams(program)?, is_table: false }, program)
}

struct WithoutStreams {
    /// Their functions.
    unused: HashSet<u32>,
    /// Whether the table is being written.
    is_table: bool,
}

impl Reencode for WithoutStreams {
    type Error = Infallible;

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Result<(), Error<Self::Error>> {
        if export.name.contains(STREAMS) { Ok(()) } else { utils::parse_export(self, exports, export) }
    }

    fn parse_element(&mut self, elements: &mut ElementSection, element: Element<'_>) -> Result<(), Error<Self::Error>> {
        self.is_table = true;
        let written = utils::parse_element(self, elements, element);
        self.is_table = false;
        written
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        Ok(if self.is_table && self.unused.contains(&function) { ANY_FUNCTION } else { function })
    }
}

/// The functions whose names say that only streams need them.
fn functions_of_streams(program: &[u8]) -> Outcome<HashSet<u32>> {
    let failed = |error: BinaryReaderError| format!("the names in the program could not be read: {error}");
    let mut found = HashSet::new();
    for part in Parser::new(0).parse_all(program) {
        let Payload::CustomSection(section) = part.map_err(failed)? else { continue };
        let KnownCustom::Name(names) = section.as_known() else { continue };
        for names in names {
            let Name::Function(functions) = names.map_err(failed)? else { continue };
            for function in functions {
                let function = function.map_err(failed)?;
                if OF_STREAMS.iter().any(|of_streams| function.name.contains(of_streams)) {
                    found.insert(function.index);
                }
            }
        }
    }
    if found.is_empty() {
        return Err(format!("the program has no functions of streams by the names that {} looks for.", file!()));
    }
    Ok(found)
}

/// The program and its JavaScript with short names for the functions that the one is given by the other, and without those
/// that it is not given.
pub(super) fn with_short_names(program: &[u8], script: &str, module: &str) -> Outcome<(Vec<u8>, String)> {
    let mut short = Short { module, names: HashMap::new() };
    let program = rewritten(&mut short, program)?;
    Ok((program, shortened(script, &short.names)?))
}

/// Gives short names to what comes from one module, in the order in which it is asked for.
struct Short<'a> {
    module: &'a str,
    names: HashMap<String, String>,
}

impl Reencode for Short<'_> {
    type Error = Infallible;

    fn parse_imports(&mut self, section: &mut ImportSection, imports: Imports<'_>) -> Result<(), Error<Self::Error>> {
        match imports {
            Imports::Single(at, import) if import.module == self.module => {
                let next = format!("_{:x}", self.names.len());
                let name = self.names.entry(import.name.to_owned()).or_insert(next).clone();
                utils::parse_imports(self, section, Imports::Single(at, Import { name: &name, ..import }))
            }
            other => utils::parse_imports(self, section, other),
        }
    }
}

fn rewritten(how: &mut impl Reencode<Error = Infallible>, program: &[u8]) -> Outcome<Vec<u8>> {
    let mut module = Module::new();
    how.parse_core_module(&mut module, Parser::new(0), program)
        .map_err(|error| format!("the program could not be written anew: {error}"))?;
    Ok(module.finish())
}

/// The JavaScript of wasm-bindgen with these names of functions, and without the others.
fn shortened(script: &str, names: &HashMap<String, String>) -> Outcome<String> {
    let odd = |what: &str| format!("wasm-bindgen's JavaScript has {what}: see {}.", file!());
    let (head, rest) = script.split_once(FUNCTIONS).ok_or_else(|| odd("no list of functions"))?;
    // Before the list stand the classes: nobody but their own program makes one, and ours does not.
    let mut imports = String::new();
    for line in head.lines().filter(|line| !line.is_empty() && !line.starts_with([' ', '}'])) {
        if line.starts_with("import ") {
            imports += &format!("{line}\n");
        } else if !line.contains(CLASS) {
            return Err(odd(&format!("the unknown line {line:?}")));
        }
    }
    let (list, rest) = rest.split_once("\n    };").ok_or_else(|| odd("a list of functions without end"))?;
    let mut functions = list.split(FUNCTION);
    let mut result = format!("{imports}{FUNCTIONS}{}", functions.next().unwrap_or_default());
    let mut found = 0;
    for function in functions {
        let function = format!("__wb{function}");
        let (name, body) = function.split_once(':').ok_or_else(|| odd("a function without a name"))?;
        if let Some(short) = names.get(name) {
            result += &format!("\n        {short}:{body}");
            found += 1;
        }
    }
    if found != names.len() {
        return Err(odd(&format!("{found} of the {} functions that the program is given", names.len())));
    }
    let mut rest = rest.to_owned();
    while let Some(start) = rest.find(CLASS_END) {
        let end = rest[start..].find(";\n").ok_or_else(|| odd("a statement without end"))?;
        rest.replace_range(start..start + end + 2, "");
    }
    Ok(format!("{result}\n    }};{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import * as import1 from \"./a_parts.js\"\n\nexport class IntoUnderlyingSink {\n    free() {}\n}\n\
        function __wbg_get_imports() {\n    const import0 = {\n        __proto__: null,\n        __wbg_arc_1f: function(a) {\n            a.arc();\n        },\n        \
        __wbg_enqueue_2e: function(a) {\n            a.enqueue();\n        },\n    };\n    return import0;\n}\n\
        const IntoUnderlyingSinkFinalization = (x)\n    ? {}\n    : y(() => {});\nlet wasm;\n";

    fn program(import: &str) -> Vec<u8> {
        use wasm_encoder::{ConstExpr, Elements, EntityType, ExportKind, NameMap, NameSection, TypeSection};
        let (mut types, mut imports, mut exports) = (TypeSection::new(), ImportSection::new(), ExportSection::new());
        types.ty().function([], []);
        imports.import("./a_bg.js", import, EntityType::Function(0));
        imports.import("elsewhere", "memory", EntityType::Function(0));
        exports.export("intounderlyingsink_write", ExportKind::Func, 0);
        exports.export("main", ExportKind::Func, 1);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(vec![1, 0, 1].into()));
        let (mut names, mut functions) = (NameSection::new(), NameMap::new());
        functions.append(1, "core::ptr::drop_in_place<wasm_streams::Sink>");
        names.functions(&functions);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports).section(&elements).section(&names);
        module.finish()
    }

    /// The functions in the table.
    fn table(program: &[u8]) -> Vec<u32> {
        let mut table = Vec::new();
        for part in Parser::new(0).parse_all(program) {
            let Payload::ElementSection(elements) = part.expect("a program") else { continue };
            for element in elements {
                let wasmparser::ElementItems::Functions(functions) = element.expect("an element").items else {
                    continue;
                };
                table.extend(functions.into_iter().map(|function| function.expect("a function")));
            }
        }
        table
    }

    /// Module and name of each import, then the exports.
    fn names(program: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        for part in Parser::new(0).parse_all(program) {
            match part.expect("a program") {
                Payload::ImportSection(imports) => {
                    names.extend(imports.into_imports().map(|import| import.expect("an import").name.to_owned()));
                }
                Payload::ExportSection(exports) => {
                    names.extend(exports.into_iter().map(|export| export.expect("an export").name.to_owned()));
                }
                _ => {}
            }
        }
        names
    }

    #[test]
    fn nothing_of_streams_is_exported_or_called_through_a_pointer() {
        let slim = without_streams(&program("__wbg_arc_1f")).expect("a program");
        assert_eq!(names(&slim), ["__wbg_arc_1f", "memory", "main"]);
        assert_eq!((table(&program("__wbg_arc_1f")), table(&slim)), (vec![1, 0, 1], vec![0, 0, 0]));
    }

    #[test]
    fn program_and_script_agree_on_short_names() {
        let (program, script) =
            with_short_names(&program("__wbg_arc_1f"), SCRIPT, "./a_bg.js").expect("both are whole");
        assert_eq!(names(&program)[..2], ["_0", "memory"]);
        assert_eq!(
            script,
            "import * as import1 from \"./a_parts.js\"\nfunction __wbg_get_imports() {\n    const import0 = {\n        __proto__: null,\n        \
             _0: function(a) {\n            a.arc();\n        },\n    };\n    return import0;\n}\nlet wasm;\n"
        );
    }

    #[test]
    fn a_function_that_the_script_does_not_have_is_an_error() {
        let outcome = with_short_names(&program("__wbg_lost_3d"), SCRIPT, "./a_bg.js");
        assert!(outcome.is_err_and(|sentence| sentence.contains("0 of the 1 functions")));
    }

    #[test]
    fn a_line_before_the_functions_that_is_not_known_is_an_error() {
        let script = format!("const other = 1;\n{SCRIPT}");
        let outcome = with_short_names(&program("__wbg_arc_1f"), &script, "./a_bg.js");
        assert!(outcome.is_err_and(|sentence| sentence.contains("const other = 1;")));
    }
}
