import { describe, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

describe('fit', () => {
  test('takes names after the model as machines, the fastest first', async () => {
    const { code, out } = await runCli(['fit', 'Llama 3.1 8B', 'M2 16GB', 'RTX 4090', '--format', 'json'])

    expect(code).toBe(0)
    const names = JSON.parse(out).map(({ machine }: { machine: { name: string } }) => machine.name)
    expect(names).toEqual([expect.stringContaining('RTX 4090'), expect.stringContaining('M2')])
  })

  test('takes the first name as a machine where a size stands for the model', async () => {
    const { code, out } = await runCli(['fit', '--parameters', '8B', 'RTX 4090', '--format', 'json'])

    expect(code).toBe(0)
    expect(JSON.parse(out).machine.name).toContain('RTX 4090')
  })

  test.skipIf(process.platform === 'darwin')('ranks all machines where none is named', async () => {
    const { out } = await runCli(['fit', 'Llama 3.1 8B', '--laptop', '--sold'])

    expect(out).toMatch(/fits \d+ of \d+ machines/)
  })
})
