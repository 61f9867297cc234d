import { expect, test } from 'vitest'
import { traceOn } from './shown.ts'

/** For each place at which a device is decided, the lines of code that are given it. */
function followers(code: string): Record<string, readonly string[]> {
  const { uses } = traceOn('mac', { 'main.py': code })
  const lineOf = (at: number) => code.slice(0, at).split('\n').length
  const rows = [...uses.values()].flatMap((places) =>
    [...places].map(
      ([at, users]) => [`line ${lineOf(at)}`, users.map(({ node }) => `line ${lineOf(node.at)}`)] as const,
    ),
  )
  return Object.fromEntries(rows)
}

test('leads from a literal to every call that is given it, whatever it passes through', () => {
  const code = [
    'import torch',
    'device = "cuda"',
    'def place(x, where=device):',
    '    return x.to(where)',
    'place(torch.zeros(1))',
    'torch.ones(1, device=device)',
    'torch.ones(1, device="cpu")',
  ].join('\n')
  expect(followers(code)).toEqual({ 'line 2': ['line 4', 'line 6'], 'line 7': ['line 7'] })
})

test('leads from a question about the machine to those that follow the answer', () => {
  const code = [
    'import torch',
    'device = torch.device("cuda" if torch.cuda.is_available() else "cpu")',
    'torch.ones(1).to(device)',
    'if device.type == "cuda":',
    '    pass',
  ].join('\n')
  expect(new Set(followers(code)['line 2'])).toEqual(new Set(['line 2', 'line 3', 'line 4']))
})
