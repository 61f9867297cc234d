import { expect, test } from 'vitest'
import { indexInHelp, readPipConfig, wordsIn } from '../../src/installers/pip-answers.ts'
import { isWithin, trustedFolders, withoutProject } from '../../src/installers/surroundings.ts'
import { readEmitted } from '../../src/installers/uv-answers.ts'

test('pip’s settings, the environment before files and a command before the rest', () => {
  const config = readPipConfig(
    [
      "global.index-url='https://global.example/simple'",
      "install.index-url='https://install.example/simple'",
      "freeze.index-url='https://freeze.example/simple'",
      ":env:.extra-index-url='https://a.example\\nhttps://b.example'",
      'global.cert="/it\'s/here.pem"',
      'no setting',
    ].join('\n'),
  )
  expect(config.get('index-url')).toBe('https://install.example/simple')
  expect(wordsIn(config.get('extra-index-url'))).toEqual(['https://a.example', 'https://b.example'])
  expect(config.get('cert')).toBe("/it's/here.pem")
})

test('the index that pip uses when nobody has said which', () => {
  const help =
    '  -i, --index-url <url>   Base URL of the Python Package Index (default https://index.example/simple). This'
  expect(indexInHelp(help)).toBe('https://index.example/simple')
  expect(indexInHelp('something else')).toBeUndefined()
})

test('uv’s settings, as the options that stand for them', () => {
  const text =
    '--index-url https://a.example/simple\n--extra-index-url file:///srv/simple\n--find-links /srv/wheels\n\nx==1\n'
  expect(readEmitted(text)).toEqual({
    indexes: ['https://a.example/simple', 'file:///srv/simple'],
    links: ['/srv/wheels'],
  })
})

test('nothing that points into the project counts, and nothing that loads code', () => {
  const own = {
    PIP_INDEX_URL: 'https://mine.example',
    PIP_CONFIG_FILE: '/work/project/pip.conf',
    UV_CONFIG_FILE: 'uv.toml',
    PYTHONPATH: '/work/project',
    HOME: '/home/ada',
  }
  expect(withoutProject(own, '/work/project')).toEqual({ PIP_INDEX_URL: 'https://mine.example', HOME: '/home/ada' })
  expect(withoutProject({ PIP_CONFIG_FILE: '/home/ada/pip.conf' }, '/work/project')).toHaveProperty('PIP_CONFIG_FILE')
})

test('programs are taken from absolute folders outside the project', () => {
  const path = ['', '.', 'bin', '/work/project/.venv/bin', '/work/projects/bin', '/usr/bin'].join(':')
  expect(trustedFolders(path, ':', '/work/project')).toEqual(['/work/projects/bin', '/usr/bin'])
  expect(isWithin('/work/project', '/work/project')).toBe(true)
  expect(isWithin('/work/project/../other', '/work/project')).toBe(false)
})
