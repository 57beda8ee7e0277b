//! The dense-layer core as a bare WebAssembly module.
