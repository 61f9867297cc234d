/** The WebAssembly that parsing Python takes. */
export interface PythonGrammar {
  /** `tree-sitter-python.wasm`. */
  readonly grammar: Uint8Array
  /** `web-tree-sitter.wasm`, which runs it; where absent, the package of that name reads it from beside its own code. */
  readonly runtime?: Uint8Array
}
