import { expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

const OPTIONS = { asOf: '2026-11-01', packages: {}, include: [], exclude: [], ignores: [], cache: false }

/** Code, effect and certainty of what is found in some files, of one kind. */
async function judged(code: string, files: Readonly<Record<string, string>>): Promise<readonly (readonly string[])[]> {
  const { findings } = await audit(tree(files), OPTIONS)
  return findings.filter((finding) => finding.code === code).map(({ effect, certainty }) => [effect, certainty])
}

/** A program that comes to kernels in Triton when it is run. */
function caller(body: string): string {
  return `import torch\ndef triton_fast(x):\n    from kernels import kernel\n    return kernel(x)\ndef run(x):\n    ${body}\nrun(torch.ones(2))\n`
}

it('what a library makes of a device that it is given is its own', async () => {
  const call = 'import torch, shapes\nmodel = torch.nn.Linear(2, 2)\n'
  expect(await judged('device/cuda-literal', { 'a.py': `${call}shapes.count(model, device="cuda")\n` })).toEqual([
    ['blocks', 'likely'],
  ])
  expect(await judged('device/cuda-literal', { 'a.py': `${call}model.to(device="cuda")\n` })).toEqual([
    ['blocks', 'certain'],
  ])
})

it('a program that cannot do without PyTorch does not refuse to run for want of CUDA', async () => {
  const code =
    'try:\n    import torch\n    HAS = True\nexcept ImportError:\n    HAS = False\nif not HAS:\n    raise ImportError\n'
  const files = { 'a.py': code, 'requirements.txt': 'torch==1.2.0\n' }
  expect(await judged('device/refuses-without-cuda', files)).toEqual([])
  expect(await judged('device/refuses-without-cuda', { 'a.py': code.replace('torch', 'triton') })).toEqual([
    ['blocks', 'likely'],
  ])
})

it('what a launcher sets for each process is asked for, however that is worded', async () => {
  const code =
    'import torch\nconfig = open("c").read()\nif "local_rank" not in config:\n    rank = 0\nelse:\n    torch.cuda.set_device(1)\n'
  expect(await judged('cuda-call/raises', { 'a.py': code })).toEqual([['blocks', 'possible']])
})

it('kernels whose failing the callers provide for are done without', async () => {
  const kernels = 'import triton\n@triton.jit\ndef kernel(x):\n    pass\n'
  const caught = caller('try:\n        return triton_fast(x)\n    except RuntimeError:\n        return x')
  expect(await judged('kernels/triton', { 'kernels.py': kernels, 'main.py': caught })).toEqual([
    ['falls-back', 'likely'],
  ])
  expect(await judged('kernels/triton', { 'kernels.py': kernels, 'main.py': caller('return triton_fast(x)') })).toEqual(
    [['blocks', 'certain']],
  )
})
