import { expect, it } from 'vitest'
import { effectWords, grouped } from '../../src/render/terminal/groups.ts'
import { findingsIn } from '../audit/judged.ts'

it('what a heading says holds for all that is below it', async () => {
  const code =
    'import torch\ndef run(batch):\n    torch.ones(2).cuda()\n    loader = torch.utils.data.DataLoader(batch, pin_memory=True)\n    return [x.to("mps", non_blocking=True) for x in loader], loader\ndef unused(x):\n    return x.cuda()\nrun(read())\n'
  const groups = grouped(await findingsIn({ 'a.py': code }))
  expect(groups.length).toBeGreaterThan(2)
  for (const group of groups) {
    expect(new Set(group.findings.map(({ effect }) => effect))).toEqual(new Set([group.effect]))
    expect(new Set(group.findings.map(({ certainty }) => certainty === 'possible')).size).toBe(1)
  }
  expect(groups.map(effectWords)).toContain('stops the program, possible')
})
