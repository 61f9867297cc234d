import { isOnTopic } from './topics.ts'

/** Longest configuration that is looked into, in UTF-16 code units: what is larger was written by a program and is data. */
const MAX_CONFIGURATION = 256_000

/** Names that are read as something else, or are data by convention. */
const OTHER_NAMES = [
  // manifests, locks and what belongs to tools of other languages
  /^(?:package|package-lock|npm-shrinkwrap|composer|tsconfig[\w.-]*|jsconfig|deno|renovate|\.?devcontainer)\.json$/,
  /^(?:pyproject[\w.-]*|poetry|pixi|uv|cargo|rust-toolchain|pdm|hatch|pylock[\w.-]*|ruff|\.ruff|netlify|book|taplo)\.toml$/i,
  /^(?:environment|conda|meta|recipe|pnpm-lock|mkdocs|codecov|cog|taskfile|action|azure-pipelines|appveyor|citation|dependabot)[\w.-]*\.ya?ml$/i,
  /^[\w.-]*(?:compose|gitlab-ci|pre-commit|readthedocs|clang)[\w.-]*\.ya?ml$/i,
  /^\.clang-|[.-]lock\.|[.-]lock$/,
  // what belongs to a model or a data set
  /(?:token(?:izer|s)?|vocab|merges|added_tokens|special_tokens_map|\.index|preprocessor_config|generation_config)(?:[\w.-]*)\.json$/i,
]
const OTHER_FOLDERS = /(?:^|\/)(?:\.github|\.circleci|\.gitlab|\.azure-pipelines|\.vscode|\.idea|node_modules)\//

/** Whether a file of the right extension may be the configuration of a program, and says anything that matters here. */
export function mayBeConfiguration(path: string, text: string): boolean {
  if (text.length > MAX_CONFIGURATION || OTHER_FOLDERS.test(path)) return false
  const name = path.slice(path.lastIndexOf('/') + 1)
  return !OTHER_NAMES.some((pattern) => pattern.test(name)) && isOnTopic(text)
}
