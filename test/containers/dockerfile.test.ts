import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expand } from '../../src/project/containers/dockerfile/expand.ts'
import { format } from '../../src/project/containers/dockerfile/index.ts'
import { reading } from './reading.ts'

const DOCKERFILE = `# syntax=docker/dockerfile:1
ARG CUDA=12.1
ARG BASE=nvidia/cuda:\${CUDA}-devel
FROM --platform=linux/amd64 \${BASE} AS Build
ARG CUDA
ENV NVIDIA_VISIBLE_DEVICES=all \\
    # the toolkit
    CUDA_HOME="/usr/local/cuda-$CUDA"
RUN --mount=type=cache,target=/root/.cache pip install \\
    # pinned

    torch==2.1 && \\  
    python setup.py
RUN <<EOF
pip install flash-attn
EOF
FROM build
RUN ["pip", "install", "xformers"]
ONBUILD RUN make
FROM \${REGISTRY}/app:\${TAG:-latest}
ENTRYPOINT ["sh", "-c", "python serve.py"]
CMD python train.py --device cuda
`

describe('Dockerfiles', () => {
  it('are known by name, and not by being about Dockerfiles', () => {
    for (const path of [
      'Dockerfile',
      'docker/Dockerfile.gpu',
      'train.dockerfile',
      'Containerfile',
      'Dockerfile-cuda',
    ]) {
      expect(format.recognises(path)).toBe(true)
    }
    for (const path of ['dockerfile_parser.py', 'Dockerfile.md', '.dockerignore'])
      expect(format.recognises(path)).toBe(false)
  })

  it('give images with their arguments, platforms and environment', () => {
    expect(reading(format, DOCKERFILE).containers).toEqual([
      'platform linux/amd64 4:6',
      'image nvidia/cuda:12.1-devel as build 4:29',
      'env NVIDIA_VISIBLE_DEVICES=all 6:5',
      'gpu by environment: NVIDIA_VISIBLE_DEVICES=all 6:5',
      'env CUDA_HOME=/usr/local/cuda-12.1 8:5',
      'image ${REGISTRY}/app:latest 20:6',
    ])
  })

  it('give commands in every form where they stand', () => {
    expect(reading(format, DOCKERFILE).commands).toEqual([
      'pip install torch==2.1 9:44',
      'python setup.py 13:5',
      'pip install flash-attn 15:1',
      'pip install xformers 18:5',
      'make 19:13',
      'sh -c python serve.py 21:12',
      'python serve.py 21:12',
      'python train.py --device cuda 22:5',
    ])
  })

  it('have no shell text when they are for Windows', () => {
    const text = 'FROM mcr.microsoft.com/windows\nSHELL ["powershell", "-Command"]\nRUN if (1) { 2 }\n'
    expect(reading(format, text)).toMatchObject({
      commands: [],
      unread: [],
      containers: ['image mcr.microsoft.com/windows 1:6'],
    })
  })

  it('never throw, whatever is cut out or put in', () => {
    const piece = fc.constantFrom('\\\n', '${', '}', '"', '<<EOF', '\n', 'FROM ', 'ENV ', 'RUN ', '[', '#', '$', ' ')
    const mutation = fc.tuple(fc.nat(DOCKERFILE.length), fc.nat(20), fc.array(piece, { maxLength: 8 }))
    fc.assert(
      fc.property(
        mutation,
        ([at, cut, put]) => void reading(format, DOCKERFILE.slice(0, at) + put.join('') + DOCKERFILE.slice(at + cut)),
      ),
    )
  })
})

describe('expand', () => {
  const variables = new Map([
    ['A', 'a'],
    ['EMPTY', ''],
  ])

  it.each([
    ['$A/${A}', 'a/a'],
    ['${EMPTY:-x} ${EMPTY-x}', 'x '],
    ['${NONE:-${A}b} ${NONE-}', 'ab '],
    ['${A:+y}${NONE:+y}', 'y'],
    ['\\$A $NONE ${NONE}', '$A $NONE ${NONE}'],
    ['${A', '${A'],
    ['${A%.*} $ ${}', '${A%.*} $ ${}'],
  ])('%s', (text, expected) => expect(expand(text, variables)).toBe(expected))

  it('neither throws nor grows without end', () => {
    const long = new Map([['A', 'a'.repeat(4_000)]])
    const piece = fc.constantFrom('$A', '${A', ':-', ':+', '}', '{', '$', '\\', 'x')
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          expect(expand(text, long).length).toBeLessThan(20_000)
        },
      ),
    )
  })
})
