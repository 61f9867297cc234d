import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const TIME = '/usr/bin/time'
/** What `time` of Linux and of macOS calls the peak of memory, and bytes in one unit of it. */
const PEAKS = [
  [/Maximum resident set size \(kbytes\): (\d+)/, 1024],
  [/(\d+)\s+maximum resident set size/, 1],
]

/** A folder that is gone when the process ends. */
export const folder = mkdtempSync(join(tmpdir(), 'acclimate-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Runs a program to its end; gives its wall-clock and processor time in seconds and its peak of memory in bytes. */
export function measure([program, ...words], environment = {}) {
  const report = join(folder, 'time')
  const flags = process.platform === 'darwin' ? ['-l', '-p'] : ['-v']
  const began = performance.now()
  const ended = spawnSync(TIME, [...flags, '-o', report, program, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
  })
  const wall = (performance.now() - began) / 1000
  if (ended.error) throw new Error(`measuring needs ${TIME}: ${ended.error.message}`)
  // Both programs end with 1 when they have found something.
  if (ended.status === null || ended.status > 1) throw new Error(`${program} failed: ${ended.stderr}`)
  const text = readFileSync(report, 'utf8')
  const seconds = (pattern) => Number(pattern.exec(text)?.[1] ?? Number.NaN)
  const cpu =
    seconds(/^\s*user\S*(?: time \(seconds\):)? ([\d.]+)/im) + seconds(/^\s*sys\S*(?: time \(seconds\):)? ([\d.]+)/im)
  const [peak] = PEAKS.flatMap(([pattern, unit]) => (pattern.test(text) ? [pattern.exec(text)[1] * unit] : []))
  return { wall, cpu, peak: peak ?? Number.NaN }
}

/** Seconds until a program writes its first byte. */
export async function firstByte([program, ...words]) {
  const began = performance.now()
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  const seconds = (performance.now() - began) / 1000
  child.stdout.resume()
  await once(child, 'close')
  return seconds
}

/** The medians of each figure of several measurements. */
export function medians(measurements) {
  const figure = (name) => median(measurements.map((measurement) => measurement[name]))
  return { wall: figure('wall'), cpu: figure('cpu'), peak: figure('peak') }
}

export function median(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)]
}

/** Hundredths of a second: the unit of Linux for the times of processes, whatever the machine. */
const TICK = 100

/** Seconds of processor time that a process has taken so far; on Linux. */
export function processorTime(pid) {
  // The name of the program stands in brackets, and may have spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICK
}

/** Megabytes of memory that a process takes now, and has taken at most; on Linux. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name) => (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1_024) / 1_000_000
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') }
}
