import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { format as azure } from '../../src/project/containers/azure-pipelines/index.ts'
import { format as circleci } from '../../src/project/containers/circleci/index.ts'
import { format as github } from '../../src/project/containers/github-actions/index.ts'
import { format as gitlab } from '../../src/project/containers/gitlab-ci/index.ts'
import { reading } from './reading.ts'

const WORKFLOW = `on: push
env:
  CUDA_VISIBLE_DEVICES: 0
jobs:
  test:
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-latest, linux-gpu-t4]
    container:
      image: nvidia/cuda:12.4.1-devel
    steps:
      - run: pip install torch==\${{ matrix.torch }}
      - run: |
          set -e
          if true; then
            python -m pytest \\
              tests
          fi
      - run: >-
          docker run
          --gpus all image
      - shell: python
        run: import torch
  windows:
    runs-on: windows-latest
    steps:
      - run: if (Test-Path x) { y }
      - shell: bash
        run: "echo \\"a b\\" && make"
`

describe('GitHub Actions', () => {
  it('gives commands where they stand, in every style of YAML', () => {
    expect(reading(github, WORKFLOW)).toMatchObject({
      commands: [
        'pip install torch==${{ matrix.torch }} 13:14',
        'set -e 15:11',
        'true 16:14',
        'python -m pytest tests 17:13',
        'docker run --gpus all image 21:11',
        'echo a b 30:15',
        'make 30:31',
      ],
      unread: [],
    })
  })

  it('gives machines, images and environment', () => {
    expect(reading(github, WORKFLOW).containers).toEqual([
      'env CUDA_VISIBLE_DEVICES=0 3:3',
      'gpu by runner: linux-gpu-t4 9:29',
      'image nvidia/cuda:12.4.1-devel 11:14',
      'gpu by flag: --gpus all 21:11',
    ])
  })

  it('never throws, whatever is cut out or put in', () => {
    const piece = fc.constantFrom('\n', '  ', '- ', ': ', '|', '>', '"', "'", '[', '{', '&a ', '*a', '<<: ', '$(')
    const mutation = fc.tuple(fc.nat(WORKFLOW.length), fc.nat(20), fc.array(piece, { maxLength: 6 }))
    fc.assert(
      fc.property(
        mutation,
        ([at, cut, put]) => void reading(github, WORKFLOW.slice(0, at) + put.join('') + WORKFLOW.slice(at + cut)),
      ),
    )
  })
})

describe('GitLab CI', () => {
  it('reads jobs, anchors within scripts and tags', () => {
    const text = `image: python:3.11
.setup: &setup
  - pip install -e .
train:
  image: { name: "nvidia/cuda:12.1.0-base" }
  tags: [linux, gpu]
  variables: { CUDA_HOME: /usr/local/cuda }
  script:
    - *setup
    - !reference [.other, script]
    - python train.py
`
    expect(reading(gitlab, text, '.gitlab-ci.yml')).toMatchObject({
      containers: [
        'image python:3.11 1:8',
        'gpu by runner: gpu 6:17',
        'image nvidia/cuda:12.1.0-base 5:18',
        'env CUDA_HOME=/usr/local/cuda 7:16',
      ],
      commands: ['pip install -e . 3:5', 'python train.py 11:7'],
    })
  })
})

describe('CircleCI', () => {
  it('reads executors and both forms of run', () => {
    const text = `jobs:
  gpu:
    machine:
      image: linux-cuda-12:default
    resource_class: gpu.nvidia.small
    docker:
      - image: cimg/python:3.11
    steps:
      - run: pip install torch
      - run:
          name: test
          command: pytest
`
    expect(reading(circleci, text)).toMatchObject({
      containers: [
        'gpu by runner: linux-cuda-12:default 4:14',
        'gpu by runner: gpu.nvidia.small 5:21',
        'image cimg/python:3.11 7:16',
      ],
      commands: ['pip install torch 9:14', 'pytest 12:20'],
    })
  })
})

describe('Azure Pipelines', () => {
  it('takes macros for variables', () => {
    const text = 'pool: gpu-pool\nsteps:\n  - script: cd $(Build.SourcesDirectory) && pip install torch\n'
    expect(reading(azure, text)).toMatchObject({
      containers: ['gpu by runner: gpu-pool 1:7'],
      commands: ['cd $(Build.SourcesDirectory) 3:13', 'pip install torch 3:45'],
    })
  })
})
