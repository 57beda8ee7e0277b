//! Takes out of the program what no page uses, and gives the rest short names.
//!
//! wasm-bindgen names each function of the browser in full and with a hash, in the program and in the JavaScript beside it;
//! and Leptos's server functions bring classes for streams which stay in because JavaScript could ask for them. Together
//! that was a twentieth of what the first picture waits for.

use crate::program::Outcome;
use std::collections::HashMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
#[cfg(test)]
use wasmparser::Payload;
use wasmparser::{Export, Import, Imports, Parser};

/// How the classes of streams are called, in what the program exports.
const STREAMS: &str = "intounderlying";
/// Where the functions begin that the program is given, in the JavaScript of wasm-bindgen, and where one of them begins.
const FUNCTIONS: &str = "function __wbg_get_imports() {";
const FUNCTION: &str = "\n        __wb";
/// What each class of streams leaves behind those functions.
const CLASS_END: &str = "const IntoUnderlying";

/// The program without the classes of streams: `wasm-opt` then takes out what only they use.
pub(super) fn without_streams(program: &[u8]) -> Outcome<Vec<u8>> {
    struct Kept;
    impl Reencode for Kept {
        type Error = Infallible;

        fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Result<(), Error<Self::Error>> {
            if export.name.contains(STREAMS) { Ok(()) } else { utils::parse_export(self, exports, export) }
        }
    }
    rewritten(&mut Kept, program)
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
    let imports: String =
        head.lines().filter(|line| line.starts_with("import ")).map(|line| format!("{line}\n")).collect();
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
        use wasm_encoder::{EntityType, ExportKind, TypeSection};
        let (mut types, mut imports, mut exports) = (TypeSection::new(), ImportSection::new(), ExportSection::new());
        types.ty().function([], []);
        imports.import("./a_bg.js", import, EntityType::Function(0));
        imports.import("elsewhere", "memory", EntityType::Function(0));
        exports.export("intounderlyingsink_write", ExportKind::Func, 0);
        exports.export("main", ExportKind::Func, 1);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports);
        module.finish()
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
    fn nothing_of_streams_is_exported() {
        let slim = without_streams(&program("__wbg_arc_1f")).expect("a program");
        assert_eq!(names(&slim), ["__wbg_arc_1f", "memory", "main"]);
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
}
