/** Lays out a public program at one commit, audits it, and rehearses it with the audit's report beside. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from '../../tools/install.mjs'

const CLI = [process.execPath, `${root}dist/cli.js`]
/** Seconds for one program, also where others keep the machine busy. */
const PATIENCE = 300

/** Writes a program's tree and data into an empty folder; false where it is not at hand. */
export function laidOut(
  { repository, commit, own, data, only = ['.'], folder: place = '.' },
  folder,
  { repositories, python },
) {
  if (own) {
    writeFileSync(join(folder, 'programs.py'), readFileSync(`${root}test/rehearse/programs.py`))
    return true
  }
  const clone = join(resolve(repositories), repository.replace('/', '+'))
  if (!existsSync(clone)) return false
  const archive = spawnSync('git', ['-C', clone, 'archive', commit, '--', ...only], { maxBuffer: 1 << 30 })
  // A clone may lack large files that the program does not need.
  if (archive.stdout.length === 0) return false
  spawnSync('tar', ['-x', '-C', folder], { input: archive.stdout })
  if (data !== undefined) {
    const where = join(folder, place, data[1])
    mkdirSync(where, { recursive: true })
    run([python, `${root}bench/truth/data.py`, data[0], where], folder)
  }
  return true
}

/**
 * Audits a folder and rehearses a program in it with the report beside.
 *
 * @param program - its command after Python, the folder that it runs in, what else it imports from, and after how many steps to stop
 */
export function judged({ command, folder: place = '.', path, steps, torch, env: own = {} }, folder, { python }) {
  const audited = run([...CLI, 'audit', '--format', 'json', '--output', 'acclimate-report.json'], folder)
  if (audited.status === 2) throw new Error(audited.stderr)
  const file = join(folder, 'acclimate-report.json')
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const json = join(folder, 'acclimate-rehearsal.json')
  const release = torch ?? report.target.packages.torch?.version
  const options = [
    '--report',
    file,
    '--json',
    json,
    '--timeout',
    String(PATIENCE),
    ...(release === undefined ? [] : ['--torch', release]),
    ...(steps === undefined ? [] : ['--max-steps', String(steps)]),
  ]
  // From the root of the repository, since the report names its files from there.
  const inside = `cd '${place}' && exec '${python}' ${command.map((word) => `'${word}'`).join(' ')}`
  const env = { ...own, ...(path !== undefined && { PYTHONPATH: resolve(folder, place, path) }) }
  const { stderr } = run([...CLI, 'rehearse', ...options, '--', 'sh', '-c', inside], folder, env)
  if (!existsSync(json)) return { problem: stderr.trim().split('\n').at(-1) }
  return { report, rehearsal: JSON.parse(readFileSync(json, 'utf8')) }
}

function run([program, ...words], cwd, env = {}) {
  return spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, OMP_NUM_THREADS: '2', MPLBACKEND: 'Agg', ...env },
  })
}
