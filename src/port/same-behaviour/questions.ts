import { FACTS } from '../../evaluate/machine/facts.ts'

/** What has no effect and says no more than its arguments do, besides questions about the machine. */
const NAMING: ReadonlySet<string> = new Set(['torch.device', 'builtins.hasattr', 'builtins.str'])

/** Whether a call only asks what the machine is, or names a device: it may be made or not. */
export function asksOnly(name: string): boolean {
  return NAMING.has(name) || FACTS.has(`${name}()`)
}

/** Variables of the environment that only PyTorch for Macs reads. */
const OF_METAL = /^(?:os\.environ\[)?PYTORCH_(?:ENABLE_MPS_|MPS_)\w+\]?$/

/** Whether a variable, or an assignment to it, matters on Macs alone. */
export function isOfMetal(name: string): boolean {
  return OF_METAL.test(name)
}
