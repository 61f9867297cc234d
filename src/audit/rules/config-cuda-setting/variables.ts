import type { Command, Setting } from '../../../project/facts.ts'
import { hasName } from '../../../trace/words.ts'
import { keysOfDevices } from '../../devices/read-by-key.ts'
import { declarationSite } from '../../observations/sites.ts'
import { variablesSet } from '../../observations/variables-set.ts'
import { isRunHere } from '../../reachability/started.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext } from '../../rule.ts'
import { isCudaDevice } from './kinds.ts'

/** Environment variables that choose CUDA's device, in files, in scripts and in code, as settings of the code that reads them. */
export function deviceVariables(context: AuditContext): readonly Setting[] {
  const outside = context.facts.commands.filter((command) => isRunHere(command)).flatMap(handedOver)
  const inCode = variablesSet(context).flatMap(({ name, value, site, seen }): Setting[] =>
    // Code that sets a variable names it as well, so that it must be known what is put there.
    seen && keysOfDevices(context).has(name)
      ? [settingOf(name, value ?? '', seen.kind === 'call' ? declarationSite(seen, seen.node) : site)]
      : [],
  )
  return [
    ...outside.filter((setting) => isCudaDevice(setting) && isReadByCode(setting, context)),
    ...outside.filter((setting) => !isCudaDevice(setting) && keysOfDevices(context).has(setting.path[0] ?? '')),
    ...inCode,
  ]
}

/** Files whose variables are given to whatever is started. */
const FILE_OF_VARIABLES = /(?:^|\/)\.env(?:rc|\.[\w.-]+)?$/
const SETS = /^([A-Za-z_]\w*)=(.*)$/s

/** The variables of a command that reach the programs which are started: those of a script itself do not, until it exports them. */
function handedOver({ words, origin, site }: Command): readonly Setting[] {
  const isExported = words[0] === 'export' || origin !== 'shell' || FILE_OF_VARIABLES.test(site.file)
  const reaches = isExported || words.some((word) => !SETS.test(word))
  return words.flatMap((word) => {
    const [, name, value = ''] = SETS.exec(word) ?? []
    return name !== undefined && reaches ? [settingOf(name, value, site)] : []
  })
}

function settingOf(name: string, value: string, site: Setting['site']): Setting {
  return { file: site.file, path: [name], value, family: 'plain', site }
}

/** Classes whose fields are read out of variables of their names, in capitals and with a prefix. */
const SETTINGS_CLASSES = ['BaseSettings', 'pydantic_settings', 'environ']

/** Whether code names a variable, or has a class of settings with such a field. */
function isReadByCode({ path: [name = ''] }: Setting, context: AuditContext): boolean {
  if (keysOfDevices(context).has(name)) return true
  const words = context.trace.modules.filter((module) => reachOfModule(module) !== 'test').map((module) => module.words)
  const parts = name.toLowerCase().split('_')
  const fields = parts.map((_, index) => parts.slice(index).join('_'))
  return words.some(
    ({ quoted, imports, code, settings }) =>
      hasName(quoted, name) ||
      (SETTINGS_CLASSES.some((each) => hasName(imports, each) || hasName(code, each)) &&
        fields.some((field) => hasName(settings.fields, field))),
  )
}
