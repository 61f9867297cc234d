import type { SettledOptions } from '../config/options.ts'
import type { Ported } from '../port/port-project.ts'
import type { PortRehearsal } from '../report/port.ts'

export async function rehearsedTwice(
  _command: string,
  _directory: string,
  _ported: Ported,
  _options: SettledOptions,
): Promise<PortRehearsal | undefined> {
  return undefined
}
