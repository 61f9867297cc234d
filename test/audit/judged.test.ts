import { join } from 'node:path'
import { expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import type { Finding } from '../../src/report/report.ts'
import { judged } from './judged.ts'

const options = { asOf: '2026-11-01' }

async function found(project: string): Promise<readonly Finding[]> {
  return (await audit(join(import.meta.dirname, 'projects', project), options)).findings
}

it('speaks of no kernels of Metal where PyTorch is held to a release before it', async () => {
  expect((await found('before-metal')).map(({ code }) => code)).toEqual(['dependency/pinned-too-old'])
})

it('counts as optional what a further list of requirements or the export of an environment asks for', async () => {
  const reaches = (await found('variants')).map(({ sites, reach }) => [sites[0]?.file, reach])
  expect(reaches).toEqual([
    ...Array.from({ length: reaches.length - 1 }, () => ['environment.yml', 'optional']),
    ['requirements/requirements-games.txt', 'optional'],
  ])
})

it('tells what a run surely comes to from what it may not, and a program from what stands beside it', async () => {
  const rows = (await found('beside')).flatMap(({ sites, certainty, reach }) =>
    sites.map(({ excerpt }) => [excerpt, certainty, reach]),
  )
  expect(rows).toEqual([
    ['block = Block().cuda()', 'certain', 'main'],
    ['return block.to("cuda:1")', 'certain', 'main'],
    ['return block.to("cuda:2")', 'possible', 'test'],
    ['assert torch.cuda.is_available(), device', 'possible', 'main'],
    ['return images.cuda()', 'certain', 'main'],
    ['block = Block().cuda()', 'certain', 'optional'],
    ['def __init__(self, device="cuda"):', 'possible', 'main'],
    ['def __init__(self, device="cuda"):', 'possible', 'main'],
    ['self.block = block.cuda()', 'certain', 'main'],
    ['device: cuda', 'possible', 'main'],
    ['self.block = Block().cuda()', 'certain', 'optional'],
    ['return block.cuda()', 'possible', 'main'],
    ['return block.cuda()', 'possible', 'main'],
    ['block = Block().cuda()', 'certain', 'main'],
    ['block.to("cuda:0")', 'likely', 'main'],
  ])
})

it('says for which Pythons there are wheels, where the project asks for another', async () => {
  const findings = await found('wheels-of-other-pythons')
  expect(findings.map(({ code, effect, message }) => [code, effect, message])).toEqual([
    ['dependency/pinned-too-old', 'degrades', expect.stringContaining('are for Python 3.8-3.11, not for 3.15')],
  ])
})

it('takes a file that is called after CUDA for one that was written there, in a project that says no more of it', async () => {
  const findings = (await found('cuda-by-name')).filter(({ platform }) => platform === 'metal')
  expect(findings.map(({ code, certainty, sites }) => [code, certainty, sites[0]?.line])).toEqual([
    ['checkpoint/map-location', 'likely', 4],
  ])
})

it('sees who takes a setting in code that says nothing else of devices', async () => {
  const findings = await found('setting-of-hydra')
  expect(findings.map(({ code, certainty }) => [code, certainty])).toEqual([['config/cuda-setting', 'likely']])
})

it('fears for a checkpoint where the project itself writes some, and only mentions it where others do', async () => {
  const load = {
    'load.py':
      "import torch\nmodel = torch.nn.Linear(2, 2)\nmodel.load_state_dict(torch.load('model.pth'))\nmodel.cuda()\n",
  }
  const save = {
    'save.py': "import torch\nmodel = torch.nn.Linear(2, 2).cuda()\ntorch.save(model.state_dict(), 'model.pth')\n",
  }
  expect(await judged('checkpoint/map-location', load)).toEqual([['info', 'possible']])
  expect(await judged('checkpoint/map-location', { ...load, ...save })).toEqual([['blocks', 'possible']])
})

it('counts a group of Hydra that is taken where nobody says otherwise, whatever machine it is called after', async () => {
  const files = {
    'train.py':
      'import hydra\n@hydra.main(config_path="conf", config_name="train")\ndef main(cfg):\n    print(cfg)\nmain()\n',
    'conf/trainer/ddp.yaml': '_target_: lightning.Trainer\nstrategy: ddp\n',
    'conf/train.yaml': 'defaults:\n  - trainer: default\n  - model: gpu\n',
  }
  expect(await judged('config/cuda-setting', files)).toEqual([['info', 'likely']])
  const selected = { ...files, 'conf/train.yaml': 'defaults:\n  - trainer: ddp\n' }
  expect(await judged('config/cuda-setting', selected)).toEqual([['blocks', 'likely']])
})

it('takes gpus of a configuration for a number of CUDA devices where the trainer of its day does', async () => {
  const train = 'import pytorch_lightning as pl\nfrom hydra.utils import instantiate\n'
  const judgedWith = async (version: string, count: string) =>
    await judged('config/cuda-setting', {
      'requirements.txt': `pytorch-lightning==${version}\n`,
      'train.py': train,
      'conf/trainer.yaml': `_target_: pytorch_lightning.Trainer\ngpus: ${count}\n`,
    })
  expect(await judgedWith('1.5.10', '-1')).toEqual([['blocks', 'likely']])
  expect(await judgedWith('1.5.10', '0')).toEqual([])
  expect(await judgedWith('2.1.0', '1')).toEqual([])
})
