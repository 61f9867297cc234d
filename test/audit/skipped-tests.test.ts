import { expect, it } from 'vitest'
import { findingsIn } from './judged.ts'

const HEAD = 'import pytest, torch\nfrom helpers import skip_if_single_gpu\n'

/** How many findings there are in a file of tests. */
async function countIn(code: string): Promise<number> {
  const files = {
    'helpers.py': 'def skip_if_single_gpu(test):\n    return test\n',
    'tests/test_net.py': `${HEAD}${code}`,
  }
  return (await findingsIn(files)).filter(({ effect }) => effect === 'blocks').length
}

it('what only tests come to that are skipped without a GPU is not told, however they come to it', async () => {
  const inner = 'def place(x):\n    return x.cuda()\ndef prepare(x):\n    return place(x)\n'
  const test = 'def test_net():\n    prepare(torch.ones(2))\n'
  expect(await countIn(`${inner}@skip_if_single_gpu\n${test}`)).toBe(0)
  expect(await countIn(`${inner}${test}`)).toBe(1)
})

it('what a test waits for is no mistake', async () => {
  const code = 'def test_net():\n    with pytest.raises(TypeError):\n        torch.ones(2).cuda()\n'
  const method = code.replace('pytest.raises', 'self.assertRaises')
  expect(await countIn(code)).toBe(0)
  expect(await countIn(method)).toBe(0)
})
