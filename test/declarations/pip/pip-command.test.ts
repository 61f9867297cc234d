import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsOfPipCommand } from '../../../src/project/declarations/pip-command.ts'

const site = { file: 'run.sh', line: 3, column: 1, endLine: 3, endColumn: 9, excerpt: '' }
const run = (words: readonly string[]) => factsOfPipCommand({ words, origin: 'shell', site })
const packages = (command: string) =>
  run(command.split(' ')).declarations?.map(({ name, specifier, ecosystem }) => `${ecosystem} ${name}${specifier}`)

describe('finds the packages of', () => {
  it.each([
    ['pip install torch==2.1.0+cu118 numpy', ['pypi torch==2.1.0+cu118', 'pypi numpy']],
    ['pip3.11 --no-cache-dir install -U torch', ['pypi torch']],
    ['!pip install -q timm', ['pypi timm']],
    ['! pip install timm', ['pypi timm']],
    ['%pip install timm', ['pypi timm']],
    ['sudo -H python3.10 -m pip install --upgrade xformers', ['pypi xformers']],
    ['/opt/venv/bin/pip install triton', ['pypi triton']],
    ['MAX_JOBS=4 pip install flash-attn --no-build-isolation', ['pypi flash-attn']],
    ['uv pip install --system torch', ['pypi torch']],
    ['python -m uv pip install torch', ['pypi torch']],
    ['uv add --dev torch>=2', ['pypi torch>=2']],
    ['poetry add torch@^2.1 numpy@latest scipy>=1', ['pypi torch>=2.1,<3.0', 'pypi numpy', 'pypi scipy>=1']],
    ['conda run -n base --no-capture-output pip install faiss-gpu', ['pypi faiss-gpu']],
    [
      'conda install -y pytorch=2.1 pytorch-cuda=12.1 -c pytorch',
      ['conda pytorch==2.1.*', 'conda pytorch-cuda==12.1.*'],
    ],
    ['mamba create -n env python=3.10 conda-forge::faiss-gpu', ['conda faiss-gpu']],
    ['pip install git+https://github.com/openai/CLIP.git', ['pypi clip']],
    ['pip install -e git+https://github.com/a/b#egg=c', ['pypi c']],
    ['pip install -r requirements.txt -c limits.txt -t out', []],
    ['pip install -qr requirements.txt timm', ['pypi timm']],
    ['pip install -e . --no-deps', []],
    ['pip install torch && python run.py', ['pypi torch']],
    ['pip install torch -qqq > log', ['pypi torch']],
    ['pip uninstall torch', undefined],
    ['pip', undefined],
    ['python run.py install torch', undefined],
    ['apt-get install torch', undefined],
  ])('%s', (command, expected) => expect(packages(command)).toEqual(expected))
})

it('finds the indexes', () => {
  const { indexes } = run(
    'pip install torch --index-url https://a.example --extra-index-url=https://b.example -f https://c.example'.split(
      ' ',
    ),
  )
  expect(indexes?.map(({ kind, url }) => `${kind} ${url}`)).toEqual([
    'index https://a.example',
    'extra-index https://b.example',
    'find-links https://c.example',
  ])
  expect(run(['conda', 'install', '-c', 'nvidia', 'x']).indexes).toMatchObject([{ kind: 'channel', url: 'nvidia' }])
  expect(run(['conda', 'create', '-n', 'x', 'python=3.10']).pythons).toMatchObject([{ specifier: '==3.10.*' }])
})

it('says what depends on a variable', () => {
  const { declarations, unread } = run(['pip', 'install', '$PACKAGES', 'torch==$TORCH_VERSION'])
  expect(declarations).toMatchObject([{ name: 'torch', specifier: '' }])
  expect(unread).toHaveLength(2)
})

it('never throws, and ends', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'pip',
      'install',
      'uv',
      'python',
      '-m',
      'conda',
      'run',
      '-n',
      'sudo',
      'A=1',
      '!',
      '-e',
      '--index-url',
      'poetry',
      'add',
      '@',
    ),
    fc.string({ maxLength: 20 }),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      expect(run(words)).toBeDefined()
    }),
  )
  expect(run(Array.from({ length: 50_000 }, () => 'sudo'))).toEqual({})
  expect(run(['conda', 'run', ...Array.from({ length: 50_000 }, () => '-x')])).toEqual({})
})
