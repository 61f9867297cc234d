import { knowledge } from '../shipped/knowledge.ts'

/** The Mac that the program runs on. */
export interface MacHere {
  readonly id: string
  readonly name: string
  /** Of macOS: `26.1`. */
  readonly systemVersion?: string
}

/** Asks the system, where it is a Mac with a chip that is known; undefined elsewhere, where nothing is asked. */
export async function macHere(): Promise<MacHere | undefined> {
  if (process.platform !== 'darwin') return undefined
  const { askMachine } = await import('../machine/ask.ts')
  const { machineOfSetup } = await import('../machine/machine-of-setup.ts')
  const setup = await askMachine()
  const found = machineOfSetup(setup, knowledge.machines)
  if ('problem' in found) return undefined
  const { id, name } = found.is.machine
  return { id, name, ...(setup.systemVersion !== undefined && { systemVersion: setup.systemVersion }) }
}
