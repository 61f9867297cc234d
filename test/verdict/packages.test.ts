import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import type { Report } from '../../src/report/report.ts'
import { tree } from '../files/tree.ts'

async function auditOf(files: Readonly<Record<string, string>>): Promise<Report> {
  return audit(tree(files), { asOf: '2026-11-01' })
}

/** What is found by a rule, with its certainty and the code path. */
const found = ({ findings }: Report, code: string): readonly string[] =>
  findings.flatMap((finding) => (finding.code === code ? `${finding.certainty} ${finding.reach}` : []))

const COMPOSE = (service: string): string =>
  `services:\n  chat:\n    image: ghcr.io/some/server:1\n${service}    deploy:\n      resources:\n        reservations:\n          devices:\n            - capabilities: [gpu]\n`

describe('a project that is nothing but containers', () => {
  it('has no other way in where one asks for a GPU of NVIDIA', async () => {
    const report = await auditOf({ 'docker-compose.yml': COMPOSE('') })

    expect(report.platforms.metal.status).toBe('blocked')
    expect(report.recommendation.choice).toBe('cuda')
  })

  it('has one where the GPU is asked for by a profile, or by a file beside', async () => {
    const byProfile = await auditOf({ 'compose.yaml': COMPOSE('    profiles: [gpu]\n') })
    const byFile = await auditOf({
      'compose.yaml': 'services:\n  chat:\n    image: ghcr.io/some/server:1\n',
      'compose.nvidia.yaml': COMPOSE(''),
    })

    expect(found(byProfile, 'container/gpu-request')).toEqual(['certain optional'])
    expect(found(byFile, 'container/gpu-request')).toEqual(['certain optional'])
  })

  it('may be run without them where there is code', async () => {
    const report = await auditOf({ 'compose.yaml': COMPOSE(''), 'serve.py': 'print("ready")\n' })

    expect(found(report, 'container/gpu-request')).toEqual(['certain optional'])
  })
})

describe('an engine that is started as a command', () => {
  const START = 'import subprocess\n\n\ndef main():\n    subprocess.run(["vllm", "serve", "some/model"])\n\n\nmain()\n'

  it('is what the project runs on', async () => {
    const report = await auditOf({ 'requirements.txt': 'vllm==0.11.0\n', 'start.py': START })

    expect(found(report, 'dependency/no-metal-gpu')).toEqual(['likely main'])
    expect(report.platforms.metal.status).toBe('needs-edits')
  })

  it('is beside the code where only a script starts it and nothing asks for it', async () => {
    const report = await auditOf({
      'requirements.txt': 'requests\n',
      'ask.py': 'import requests\n',
      'run.sh': 'vllm serve some/model\n',
    })

    expect(found(report, 'dependency/no-metal-gpu')).toEqual(['likely optional'])
    expect(report.platforms.metal.status).toBe('runs')
  })
})

describe('what a port itself gets wrong', () => {
  it('stops the program though the project chooses Metal', async () => {
    const report = await auditOf({
      'run.sh': 'export PYTORCH_MPS_HIGH_WATERMARK_RATIO=0.6\npython train.py\n',
      'train.py':
        'import torch\n\ndevice = "mps" if torch.backends.mps.is_available() else "cpu"\nprint(torch.ones(2, device=device))\n',
    })

    expect(report.platforms.metal.chosen).toBe(true)
    expect(report.platforms.metal.status).toBe('needs-edits')
  })
})
