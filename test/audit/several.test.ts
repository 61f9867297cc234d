import { join } from 'node:path'
import { expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'

const folder = join(import.meta.dirname, 'projects', 'processes')
const options = { asOf: '2026-11-01' }

it('is sure of what a plain run comes to, and not of what only a run over several processes does', async () => {
  const { findings } = await audit(folder, options)
  const found = findings.flatMap(({ certainty, sites }) => sites.map(({ excerpt }) => [excerpt, certainty]))
  expect(found).toEqual([
    ['args.gpu = int(os.environ["SLURM_PROCID"]) % torch.cuda.device_count()', 'possible'],
    ['torch.cuda.set_device(args.gpu)', 'possible'],
    ['torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))', 'possible'],
    ['torch.cuda.set_device(rank)', 'possible'],
    ['torch.cuda.set_device(rank + 0)', 'possible'],
    ['return torch.tensor(total, device="cuda")', 'possible'],
    ['return data.to("cuda")', 'possible'],
    ['dist.init_process_group("nccl")', 'possible'],
    ['torch.cuda.synchronize()', 'certain'],
    ['torch.cuda.set_device(rank % torch.cuda.device_count())', 'certain'],
    ['with torch.cuda.amp.autocast():', 'possible'],
    ['with torch.cuda.amp.autocast():', 'likely'],
    ['torch.multiprocessing.spawn(spawned, nprocs=torch.cuda.device_count())', 'possible'],
    ['torch.multiprocessing.spawn(spawned_or_called, nprocs=torch.cuda.device_count())', 'possible'],
  ])
})

it('names the exception that comes first where ranks are spread over no devices', async () => {
  const { findings } = await audit(folder, options)
  const messages = findings
    .filter(({ sites }) => sites[0]?.excerpt.includes('% torch.cuda.device_count'))
    .map(({ message }) => message)
  expect(messages).toEqual([
    expect.stringContaining('what is divided by their number raises ZeroDivisionError'),
    expect.stringContaining('ZeroDivisionError'),
  ])
})
