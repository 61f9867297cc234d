import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandsOf, commandsOfWords } from '../../src/project/commands/commands-of.ts'
import { placeAt } from '../../src/project/commands/place.ts'

function read(text: string) {
  const { commands, unread } = commandsOf(text, placeAt({ path: 'run.sh', text }, 'shell'))
  return {
    words: commands.map((command) => command.words),
    sites: commands.map(({ site }) => `${site.line}:${site.column}-${site.endLine}:${site.endColumn}`),
    unread,
  }
}

describe('commandsOf', () => {
  it('keeps assignments before a command and leaves variables as they are written', () => {
    expect(read('CUDA_VISIBLE_DEVICES=0 python train.py --out="my $RUN/${NAME}" \'a b\' > log 2>&1').words).toEqual([
      ['CUDA_VISIBLE_DEVICES=0', 'python', 'train.py', '--out=my $RUN/${NAME}', 'a b'],
    ])
  })

  it('takes export and lone assignments as commands', () => {
    expect(read('export PYTORCH_ENABLE_MPS_FALLBACK=1 A="b c"; DEVICE=cuda').words).toEqual([
      ['export', 'PYTORCH_ENABLE_MPS_FALLBACK=1', 'A=b c'],
      ['DEVICE=cuda'],
    ])
  })

  it('finds commands within pipelines, conditions, loops, functions and substitutions', () => {
    const text = 'if a; then b | c; fi\nfor i in 1 2; do d "$(e)" & done\nf() { g || h; }\n'
    expect(read(text).words.map(([name]) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'g', 'h'])
  })

  it('gives the site of the words, over continued lines', () => {
    const { words, sites } = read('set -e\n  pip install \\\n    torch==2.1 && nvcc a.cu\n')
    expect(words).toEqual([
      ['set', '-e'],
      ['pip', 'install', 'torch==2.1'],
      ['nvcc', 'a.cu'],
    ])
    expect(sites).toEqual(['1:1-1:7', '2:3-3:15', '3:19-3:28'])
  })

  it('reads what a shell is given by -c or in a here-document, and no other here-document', () => {
    const text = 'bash -lc "cd x && pip install y"\nsh <<EOF\npython a.py\nEOF\npython <<EOF\nimport torch\nEOF\n'
    const { words, sites } = read(text)
    expect(words.slice(1)).toEqual([['cd', 'x'], ['pip', 'install', 'y'], ['sh'], ['python', 'a.py'], ['python']])
    expect(sites[2]).toBe('1:19-1:32')
    expect(sites[4]).toBe('3:1-3:12')
  })

  it('says the line of a quote that never ends and reads what follows', () => {
    const { words, unread } = read('pip install a\necho "open\npip install b\npip install c\n')
    expect(words).toEqual([
      ['pip', 'install', 'a'],
      ['pip', 'install', 'b'],
      ['pip', 'install', 'c'],
    ])
    expect(unread).toEqual([{ file: 'run.sh', line: 2, reason: 'shell: unterminated double quote' }])
  })

  it('survives misplaced keywords and templates', () => {
    const { words, unread } = read('if true; then\n pip install a\nfi fi\n)\npython {{ x }} ${{ matrix.y }}\n')
    expect(words).toEqual([['true'], ['pip', 'install', 'a'], ['python', '{{', 'x', '}}', '${{ matrix.y }}']])
    expect(unread.map(({ line }) => line)).toEqual([3, 4])
  })

  it('reads Windows line ends', () => {
    expect(read('pip install \\\r\n  torch\r\npython a.py\r\n').words).toEqual([
      ['pip', 'install', 'torch'],
      ['python', 'a.py'],
    ])
  })

  it.each(['$(', '`', '"$(', 'f() {', '$((', '${a:-', 'cat <<$(', 'a;', '"\n', 'if '])(
    'ends on %j repeated',
    (piece) => {
      expect(() => read(piece.repeat(20_000))).not.toThrow()
    },
  )

  it('never throws', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '$(',
      ')',
      '`',
      '\n',
      '\\',
      '<<E',
      'E\n',
      '|',
      '&&',
      ';',
      'if ',
      'fi',
      '{',
      '}',
      'a',
      ' ',
      '#',
      '=',
    )
    const script = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    )
    fc.assert(fc.property(script, (text) => void read(text)))
  })
})

describe('commandsOfWords', () => {
  it('reads the shell text among words', () => {
    const text = 'CMD ["sh", "-c", "python a.py"]'
    const { commands } = commandsOfWords(
      ['sh', '-c', 'python a.py'],
      placeAt({ path: 'Dockerfile', text }, 'dockerfile'),
    )
    expect(commands.map(({ words }) => words)).toEqual([
      ['sh', '-c', 'python a.py'],
      ['python', 'a.py'],
    ])
  })
})
