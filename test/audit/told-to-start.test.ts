import { expect, it } from 'vitest'
import { findingsIn } from './judged.ts'

const MOVES = 'import torch\nfrom lib.net import Net\nif __name__ == "__main__":\n    Net().cuda()\n'
const PROJECT = {
  'requirements.txt': 'torch\n',
  'lib/__init__.py': '',
  'lib/net.py': 'import torch\nclass Net(torch.nn.Module):\n    pass\nprint(torch.__version__)\n',
  'examples/train.py': MOVES,
  'examples/other.py': MOVES,
  'tests/inference.py': MOVES,
}

/** A README that tells its readers to type a command. */
function telling(command: string): Readonly<Record<string, string>> {
  return { ...PROJECT, 'README.md': `# Net\n\n\`\`\`bash\n${command}\n\`\`\`\n` }
}

/** The code path of what is found in each file. */
async function reaches(files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const found = await findingsIn(files)
  return Object.fromEntries(found.flatMap(({ sites, reach }) => sites.map(({ file }) => [file, reach])))
}

it('what the README starts is the main path where it starts nothing else', async () => {
  expect(await reaches(telling('python ./examples/train.py --size 2\npython tests/inference.py'))).toEqual({
    'examples/train.py': 'main',
    'examples/other.py': 'main',
    'tests/inference.py': 'main',
  })
})

it('examples stay beside a program that the README starts as well, and beside a package', async () => {
  const beside = { 'examples/train.py': 'optional', 'examples/other.py': 'optional', 'tests/inference.py': 'test' }
  const main = { 'train.py': 'import lib.net\nprint(lib.net)\n' }
  expect(await reaches({ ...telling('python train.py\npython examples/train.py'), ...main })).toEqual(beside)
  const setup = { 'setup.py': 'from setuptools import setup\nsetup(name="net", packages=["lib"])\n' }
  expect(await reaches({ ...telling('python examples/train.py'), ...setup })).toEqual(beside)
})

it('what is loaded by an old PyTorch that is asked for is as sure as before', async () => {
  const found = await findingsIn({ ...telling('python examples/train.py'), 'requirements.txt': 'torch==1.4.0\n' })
  expect(found.filter(({ code }) => code === 'device/cuda-literal').map(({ certainty }) => certainty)).toEqual([
    'certain',
    'certain',
    'certain',
  ])
})
