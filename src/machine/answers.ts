/** Reads what the programs of `commands.ts` print. Nothing here asks anything: a test can feed what was recorded. */
import { isRecord } from '../fit/models/config/fields.ts'
import { PYTHON_MARK } from './commands.ts'
import type { Nvidia, Python, Setup, Torch } from './setup.ts'

const MIB = 2 ** 20

/** What a Mac says of itself. */
export function macFrom(
  sysctl: string,
  version: string,
  gpu: string,
): Pick<Setup, 'architecture' | 'chip' | 'gpuCores' | 'memoryBytes' | 'systemVersion' | 'wiredLimitBytes'> {
  const value = (name: string): string | undefined =>
    new RegExp(`^${name.replaceAll('.', '\\.')}: (.+)$`, 'm').exec(sysctl)?.[1]?.trim()
  const chip = value('machdep.cpu.brand_string')
  const memory = whole(value('hw.memsize'))
  const limit = whole(value('iogpu.wired_limit_mb'))
  const cores = whole(/"gpu-core-count" = (\d{1,4})\b/.exec(gpu)?.[1])
  const systemVersion = /^\d+(?:\.\d+){1,2}/.exec(version.trim())?.[0]
  return {
    architecture: value('hw.optional.arm64') === '1' ? 'arm64' : 'x86_64',
    ...(chip !== undefined && { chip }),
    ...(cores !== undefined && { gpuCores: cores }),
    ...(memory !== undefined && { memoryBytes: memory }),
    ...(systemVersion !== undefined && { systemVersion }),
    // 0 leaves it to the system.
    ...(limit !== undefined && limit > 0 && { wiredLimitBytes: limit * MIB }),
  }
}

/**
 * What nvidia-smi says.
 *
 * @param cards - one line a card: name, MiB, driver
 * @param head - its table, of which the heading names the newest CUDA
 * @param problem - what it said instead
 */
export function nvidiaFrom(cards: string, head: string, problem?: string): Nvidia {
  const rows = cards
    .split('\n')
    .map((line) => /^(.+?), (\d{1,9}), ([\d.]+)\s*$/.exec(line))
    .filter((row) => row !== null)
  const driver = rows[0]?.[3]
  const cuda = /CUDA Version: (\d+\.\d+)/.exec(head)?.[1]
  const said = firstLine(problem ?? '')
  return {
    ...(driver !== undefined && { driver }),
    ...(cuda !== undefined && { cuda }),
    cards: rows.map(([, name = '', memory]) => ({ name, memoryBytes: Number(memory) * MIB })),
    ...(rows.length === 0 && said !== '' && { problem: said }),
  }
}

/** What Python said after its mark; undefined where it said nothing of the kind. */
export function pythonFrom(output: string): Python | undefined {
  const line = output.split('\n').find((each) => each.startsWith(PYTHON_MARK))
  if (line === undefined) return undefined
  const said = jsonOf(line.slice(PYTHON_MARK.length))
  if (!isRecord(said)) return undefined
  const { executable, version, machine, torch, mlx, workingSetBytes } = said
  if (typeof executable !== 'string' || typeof version !== 'string' || typeof machine !== 'string') return undefined
  const known = torchFrom(torch)
  return {
    executable,
    version,
    machine,
    ...(known !== undefined && { torch: known }),
    ...(isRecord(mlx) &&
      typeof mlx['version'] === 'string' && { mlx: { version: mlx['version'], hasMetal: mlx['hasMetal'] === true } }),
    ...(typeof workingSetBytes === 'number' && workingSetBytes > 0 && { workingSetBytes }),
  }
}

function torchFrom(said: unknown): Torch | undefined {
  if (!isRecord(said) || typeof said['version'] !== 'string') return undefined
  const { version, cuda } = said
  return {
    version,
    ...(typeof cuda === 'string' && { cuda }),
    hasMps: said['hasMps'] === true,
    canUseMps: said['canUseMps'] === true,
    canUseCuda: said['canUseCuda'] === true,
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function whole(text: string | undefined): number | undefined {
  const number = Number(text)
  return text !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

function firstLine(text: string): string {
  return (text.trim().split('\n', 1)[0] ?? '').slice(0, 200)
}
