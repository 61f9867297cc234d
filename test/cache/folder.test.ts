import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cacheFolder } from '../../src/cache/folder.ts'

const at = (platform: string, environment: Record<string, string> = {}) =>
  cacheFolder({ platform, environment, home: join('/home', 'ada') }, 'reports')

test('each platform keeps reports where its users look for such things', () => {
  expect(at('linux')).toBe(join('/home', 'ada', '.cache', 'acclimate', 'reports'))
  expect(at('linux', { XDG_CACHE_HOME: '/scratch' })).toBe(join('/scratch', 'acclimate', 'reports'))
  expect(at('darwin', { XDG_CACHE_HOME: '/scratch' })).toBe(
    join('/home', 'ada', 'Library', 'Caches', 'acclimate', 'reports'),
  )
  expect(at('win32', { LOCALAPPDATA: '/local' })).toBe(join('/local', 'acclimate', 'reports'))
})

test('a relative XDG_CACHE_HOME counts as none, since it would be a folder of the project', () => {
  expect(at('linux', { XDG_CACHE_HOME: 'cache' })).toBe(join('/home', 'ada', '.cache', 'acclimate', 'reports'))
})

test('the own variable wins', () => {
  expect(at('darwin', { ACCLIMATE_CACHE_DIR: '/kept' })).toBe(join('/kept', 'reports'))
})
