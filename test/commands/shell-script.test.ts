import { describe, expect, it } from 'vitest'
import { format } from '../../src/project/commands/shell-script/index.ts'

const SLURM = `#!/bin/bash
#SBATCH --job-name=train
#SBATCH --gres=gpu:a100:4
#SBATCH --gpus-per-node 8
#SBATCH --gres=lscratch:10
srun --gpus=2 python train.py
docker run --rm --gpus all image
docker run --gpus 0 image
apptainer exec --nv image.sif python a.py
python train.py --gpus 4
`

describe('shell scripts', () => {
  it('are known by extension or first line', () => {
    expect(format.recognises('scripts/train.sh', '')).toBe(true)
    expect(format.recognises('bin/train', '#!/usr/bin/env bash\n')).toBe(true)
    expect(format.recognises('job.slurm', '')).toBe(true)
    expect(format.recognises('app/.env.example', '')).toBe(true)
    expect(format.recognises('app/environment.env.py', '')).toBe(false)
    expect(format.recognises('bin/train', '#!/usr/bin/env python3\n')).toBe(false)
  })

  it('ask for GPUs by what batch systems and containers are told', () => {
    const { containers = [] } = format.read({ path: 'job.sh', text: SLURM })
    expect(containers.map((fact) => (fact.kind === 'gpu-request' ? [fact.what, fact.site.line] : fact))).toEqual([
      ['--gres=gpu:a100:4', 3],
      ['--gpus-per-node 8', 4],
      ['--gpus=2', 6],
      ['--gpus all', 7],
      ['--nv', 9],
    ])
  })
})
