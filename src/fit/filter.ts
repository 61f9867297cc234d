import type { Machine } from './machine.ts'

/** What a machine has to be; what is absent does not matter. */
export interface MachineFilter {
  /** US dollars that the purchase may cost; machines without a price are left out. */
  readonly budget?: number
  readonly laptop?: boolean
  readonly platform?: Machine['platform']
  /** GiB at least, of all GPUs together. */
  readonly memory?: number
  /** Watts at most under load, of all GPUs together. */
  readonly watts?: number
  /** Only what is sold new. */
  readonly sold?: boolean
}

const GIB = 2 ** 30

export function suits(machine: Machine, filter: MachineFilter): boolean {
  const { budget, laptop, platform, memory, watts, sold } = filter
  const { price, count } = machine
  return (
    (budget === undefined || (price?.per === 'purchase' && price.usd * count <= budget)) &&
    (laptop === undefined || (machine.form === 'laptop') === laptop) &&
    (platform === undefined || machine.platform === platform) &&
    (memory === undefined || machine.memoryBytes * count >= memory * GIB) &&
    (watts === undefined || (machine.watts !== undefined && machine.watts * count <= watts)) &&
    (sold !== true || machine.isSold === true)
  )
}
