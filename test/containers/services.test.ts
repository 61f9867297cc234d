import { describe, expect, it } from 'vitest'
import { format as cog } from '../../src/project/containers/cog/index.ts'
import { format as compose } from '../../src/project/containers/compose/index.ts'
import { format as devcontainer } from '../../src/project/containers/devcontainer/index.ts'
import { format as kubernetes } from '../../src/project/containers/kubernetes/index.ts'
import { reading } from './reading.ts'

describe('Compose', () => {
  it('asks for GPUs in each of its ways', () => {
    const text = `x-gpu: &gpu
  deploy:
    resources:
      reservations:
        devices:
          - driver: nvidia
            capabilities: [gpu]
services:
  train:
    <<: *gpu
    image: pytorch/pytorch:2.4.0-cuda12.1
    platform: linux/amd64
    environment:
      - NVIDIA_VISIBLE_DEVICES=void
    command: python train.py
  serve:
    image: app
    runtime: nvidia
    gpus: all
    environment:
      DEVICE: cuda
    entrypoint: ["python", "serve.py"]
`
    expect(compose.recognises('docker/docker-compose.gpu.yml')).toBe(true)
    expect(reading(compose, text)).toMatchObject({
      containers: [
        'image pytorch/pytorch:2.4.0-cuda12.1 11:12',
        'platform linux/amd64 12:15',
        'env NVIDIA_VISIBLE_DEVICES=void 14:9',
        'gpu by device-reservation: gpu 7:28',
        'image app 17:12',
        'env DEVICE=cuda 21:7',
        'gpu by runtime: runtime: nvidia 18:5',
        'gpu by device-reservation: gpus: all 19:5',
      ],
      commands: ['python train.py 15:14', 'python serve.py 22:17'],
      unread: [],
    })
  })
})

describe('Dev containers', () => {
  it('ask for GPUs in each of their ways', () => {
    const text = `{
  // for training
  "image": "nvidia/cuda:12.1.0-devel-ubuntu22.04",
  "runArgs": ["--gpus", "all", "--ipc=host"],
  "hostRequirements": { "gpu": "optional" },
  "features": { "ghcr.io/devcontainers/features/nvidia-cuda:1": {} },
  "postCreateCommand": { "deps": "pip install -r requirements.txt", "kernels": ["make", "cuda"] },
}`
    expect(reading(devcontainer, text)).toMatchObject({
      containers: [
        'image nvidia/cuda:12.1.0-devel-ubuntu22.04 3:12',
        'gpu by setting: gpu: optional 5:25',
        'gpu by setting: ghcr.io/devcontainers/features/nvidia-cuda:1 6:17',
        'gpu by flag: --gpus 4:15',
      ],
      commands: ['pip install -r requirements.txt 7:35', 'make cuda 7:80'],
      unread: [],
    })
  })
})

describe('Kubernetes', () => {
  const pod = `apiVersion: batch/v1
kind: Job
spec:
  template:
    spec:
      runtimeClassName: nvidia
      nodeSelector:
        cloud.google.com/gke-accelerator: nvidia-l4
      containers:
        - image: trainer:1
          command: [python, train.py]
          args: ["--device=cuda"]
          env:
            - name: NCCL_DEBUG
              value: INFO
          resources:
            limits:
              nvidia.com/gpu: 2
`

  it('asks for GPUs in each of its ways', () => {
    expect(reading(kubernetes, pod)).toMatchObject({
      containers: [
        'gpu by runtime: runtimeClassName: nvidia 6:7',
        'gpu by setting: cloud.google.com/gke-accelerator: nvidia-l4 8:9',
        'image trainer:1 10:18',
        'env NCCL_DEBUG=INFO 14:15',
        'gpu by resource-limit: nvidia.com/gpu: 2 18:15',
      ],
      commands: ['python train.py --device=cuda 11:20'],
    })
  })

  it('is known by its kind, and a template of Helm is none', () => {
    expect(kubernetes.recognises('job.yaml', pod)).toBe(true)
    expect(kubernetes.recognises('job.yaml', 'name: x\n')).toBe(false)
    expect(kubernetes.recognises('chart/templates/job.yaml', `{{ if .x }}\n${pod}`)).toBe(false)
  })
})

describe('Cog', () => {
  it('declares packages, a Python and a GPU', () => {
    const text = `build:
  gpu: true
  cuda: "12.1"
  python_version: "3.10"
  python_packages:
    - torch==2.1.0
    - "not a requirement =="
  run:
    - apt-get update && pip install flash-attn
    - command: make
predict: predict.py:Predictor
`
    expect(reading(cog, text)).toEqual({
      containers: ['gpu by setting: gpu: true 2:3', 'gpu by setting: cuda: 12.1 3:3'],
      commands: ['apt-get update 9:7', 'pip install flash-attn 9:25', 'make 10:16'],
      declarations: ['torch==2.1.0 6:7'],
      pythons: ['==3.10.* 4:19'],
      unread: [expect.objectContaining({ file: 'file', line: 7 })],
    })
  })
})
