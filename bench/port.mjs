/**
 * Makes the edits of small programs that decide for a device, and runs each in the mind on a Mac, on Linux with CUDA and on Linux
 * without a GPU, before and after: how many are right, and what is wrong with the others. The programs are those of
 * test/bench/port/.
 *
 * usage: npm run bench:port [-- --show NAME]   shows the code after the edits, of programs with that in their names
 */
import { parseArgs } from 'node:util'
import { createViteServer } from 'vitest/node'

const { values } = parseArgs({ options: { show: { type: 'string' } } })
const server = await createViteServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false },
})
try {
  const { decisionCases } = await server.ssrLoadModule('/test/bench/port/decision-cases.ts')
  const { measured } = await server.ssrLoadModule('/test/bench/port/measured.ts')
  const counts = { right: 0, wrong: 0, safe: 0, suggested: 0, untouched: 0 }
  for (const { name, after, safety, wrong } of await Promise.all(decisionCases().map(measured))) {
    counts[wrong.length === 0 ? 'right' : 'wrong']++
    counts[safety ?? 'untouched']++
    if (wrong.length > 0) console.log([name, ...wrong].join('\n  '))
    if (values.show && name.includes(values.show)) console.log(`${name}: ${safety}\n${Object.values(after).join('\n')}`)
  }
  console.log(
    Object.entries(counts)
      .map(([what, count]) => `${count} ${what}`)
      .join(', '),
  )
} finally {
  await server.close()
}
