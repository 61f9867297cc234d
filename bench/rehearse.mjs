/**
 * How much longer training takes in a rehearsal: a loop so small that only overhead counts, and a step of a transformer of ten
 * million parameters. Processor time counts, and of it the least of several rounds that take turns, since machines are busy.
 *
 * usage: npm run bench:rehearse -- [PYTHON]      a Python with PyTorch; that of the tests, if none is named
 */
import { spawnSync } from 'node:child_process'
import { root } from '../tools/install.mjs'

const ROUNDS = 3
/** What is promised: times of the plain CPU, and seconds that installing takes after `import torch`. */
const LIMITS = { small: 5, large: 1.15, install: 0.5 }

const [python = `${root}.venv/bin/python`] = process.argv.slice(2)
const loops = [python, `${root}bench/rehearse/loops.py`]
const measured = { plain: [], rehearsed: [] }
for (let round = 0; round < ROUNDS; round += 1) {
  measured.plain.push(timesOf(loops))
  measured.rehearsed.push(timesOf([process.execPath, `${root}dist/cli.js`, 'rehearse', '--quiet', '--', ...loops]))
}
const least = (kind, name) => Math.min(...measured[kind].map((times) => times[name]))
const ratio = (name) => least('rehearsed', name) / least('plain', name)
const found = {
  small: ratio('small'),
  large: ratio('large'),
  install: least('rehearsed', 'import') - least('plain', 'import'),
}
const milliseconds = (seconds) => `${(seconds * 1000).toFixed(2)} ms`
for (const [name, limit] of Object.entries(LIMITS)) {
  const unit = name === 'install' ? 's after import torch' : `x (${milliseconds(least('plain', name))} without)`
  console.log(`${name}: ${found[name].toFixed(2)} ${unit}, at most ${limit}${found[name] > limit ? '  TOO SLOW' : ''}`)
}
process.exitCode = Object.entries(LIMITS).some(([name, limit]) => found[name] > limit) ? 1 : 0

function timesOf([program, ...words]) {
  const { stdout, status, stderr } = spawnSync(program, words, {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
