import type { Setting } from '../../../project/facts.ts'
import type { Module } from '../../../trace/trace.ts'
import { hasName } from '../../../trace/words.ts'
import type { AuditContext } from '../../rule.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import { keyOf } from './kinds.ts'

/** A name that stands for all that a file holds. */
const WHOLE =
  /^(?:self\.)?_?(?:c(?:on)?fgs?|conf|config(?:s|uration)?|arg(?:ument)?s|opts?|options|hps?|hparams|params|settings|flags)$/i

/** What a file names that makes settings attributes all at once: `vars(args).update(yaml.safe_load(file))`. */
const ADOPTS: readonly (readonly string[])[] = [['setattr'], ['__dict__'], ['vars', 'update'], ['set_defaults']]

/** Libraries by which files of a format are read. */
const READERS: readonly (readonly [ending: RegExp, libraries: readonly string[]])[] = [
  [/\.ya?ml$/, ['yaml', 'omegaconf', 'OmegaConf', 'hydra', 'addict', 'mmcv', 'yacs']],
  [/\.json$/, ['json']],
  [/\.toml$/, ['toml', 'tomllib', 'tomli', 'tomlkit', 'dynaconf']],
  [/\.(?:ini|cfg|conf)$/, ['configparser', 'ConfigParser', 'configobj']],
]

/** Files of which each line binds a parameter of what is called. */
const BINDS = /\.gin$/

/** Sections that frameworks pass to a class which another setting names. */
const ARGUMENTS = /^(?:params|kwargs|args|init_args)$/

/** Whether code that was read takes a setting by its name, or takes all that stand beside it. */
export function isTakenByCode({ path, file }: Setting, { trace }: AuditContext): boolean {
  const key = keyOf(path)
  const sections = path.slice(0, -1)
  const isOpen = trace.modules.length === 0 || BINDS.test(file) || !/^\w+$/.test(key)
  if (isOpen || sections.some((section) => ARGUMENTS.test(section))) return true
  // What a test gives by that name is given to the code, and not read out of a file.
  const words = trace.modules.filter((module) => reachOfModule(module) !== 'test').map((module) => module.words)
  const isOption = words.some(({ quoted, code }) => hasName(quoted, `--${key}`) && hasName(code, 'add_argument'))
  const own = READERS.find(([ending]) => ending.test(file))?.[1] ?? []
  return words.some((module) => {
    const { settings, quoted } = module
    const isRead =
      hasName(settings.ofConfigurations, key) ||
      // Dynaconf gives each key in capitals.
      (hasName(module.imports, 'dynaconf') && hasName(settings.ofConfigurations, key.toUpperCase())) ||
      (!isOption && hasName(settings.ofArguments, key))
    if (isRead || hasName(quoted, key) || hasName(settings.fields, key)) return true
    const reads = own.length === 0 || names(module, own)
    if (reads && ADOPTS.some((all) => all.every((name) => hasName(module.code, name)))) return true
    // What a file that reads other formats calls its settings are not these.
    const isOther = !reads && READERS.some(([, others]) => names(module, others))
    return settings.spread.some(
      (name) => (WHOLE.test(name) && !isOther) || sections.some((section) => name.includes(section)),
    )
  })
}

/** Whether a module names one of some libraries, in an import or elsewhere. */
function names({ code, imports }: Module['words'], libraries: readonly string[]): boolean {
  return libraries.some((library) => hasName(imports, library) || hasName(code, library))
}
