import { MAX_NOTEBOOK_BYTES, MAX_TEXT_BYTES, MAX_UNNAMED_BYTES } from './limits.ts'

/** Names that promise text which says something about how a project runs. */
const TEXT_NAMES =
  /(?:\.(?:pyi?|ipynb|toml|txt|cfg|ini|in|ya?ml|json|jsonc|sh|bash|zsh|cuh?|metal|cc|cpp|cxx|c|h|hpp|cmake|lock|env|gin|bzl|bazel|md|rst)|(?:^|\/)(?:Dockerfile|Containerfile|Makefile|Pipfile|Procfile|Justfile)(?:\.[^/]*)?)$/i

/** Names under which programs look for a file, so that a folder of this name is worth a word. */
const FILE_NAMES = /\.(?:py|ipynb|toml|txt|cfg|ya?ml|json|lock|cuh?)$/i

/** Names that promise something other than text: not opened at all. */
const BINARY_NAMES =
  /\.(?:pyc|pyo|so|dylib|dll|exe|o|a|whl|egg|zip|gz|tgz|bz2|xz|zst|tar|7z|rar|jar|pt|pth|ckpt|bin|safetensors|gguf|ggml|onnx|pb|tflite|h5|hdf5|npy|npz|pkl|pickle|joblib|parquet|arrow|feather|lmdb|db|sqlite3?|png|jpe?g|gif|webp|bmp|tiff?|ico|heic|psd|pdf|mp[34]|wav|flac|ogg|avi|mov|mkv|webm|ttf|otf|woff2?|wasm)$/i

/** Other people's code, and what programs put aside for themselves. */
const FOREIGN_FOLDERS =
  /^(?:\.git|\.hg|\.svn|\.jj|node_modules|site-packages|__pycache__|__pypackages__|\.?venv|\.tox|\.nox|\.eggs|\.mypy_cache|\.pytest_cache|\.ruff_cache|\.ipynb_checkpoints|\.acclimate-cache|.+\.(?:dist-info|egg-info))$/

/** Whether the name alone promises text that a reader of some format may want. */
export function promisesText(path: string): boolean {
  return TEXT_NAMES.test(path)
}

/** Whether a folder of this name stands where a program would look for a file. */
export function promisesFile(path: string): boolean {
  return FILE_NAMES.test(path)
}

/** Whether the name alone says that this is no text. */
export function promisesBinary(path: string): boolean {
  return BINARY_NAMES.test(path)
}

/** Bytes up to which a file of this name is read. */
export function sizeLimit(path: string): number {
  if (path.endsWith('.ipynb')) return MAX_NOTEBOOK_BYTES
  return promisesText(path) ? MAX_TEXT_BYTES : MAX_UNNAMED_BYTES
}

/** Whether a folder of this name holds other people's code, or what programs put aside for themselves. */
export function isForeign(folder: string): boolean {
  return FOREIGN_FOLDERS.test(folder)
}
