const YAML = /\.ya?ml$/
const NAME = /(?:^|\/)(?:[^/]*[._-])?(?:conda|env|environment|conda_?env)(?:[._-][^/]*)?\.ya?ml$/i
const CHANNELS = /^channels:/m
/** A list, not the mapping that other tools keep under the same key; blank lines and comments may come first. */
const DEPENDENCIES = /^dependencies:[ \t]*(?:\[|(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*-)/m

/** Whether a YAML file is a conda environment: it lists dependencies, and has channels or the name of one. */
export function isEnvironment(path: string, text: string): boolean {
  return YAML.test(path) && (NAME.test(path) || CHANNELS.test(text)) && DEPENDENCIES.test(text)
}
