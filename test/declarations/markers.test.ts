import { describe, expect, test } from 'vitest'
import { conditionsOf } from '../../src/project/declarations/incoming.ts'
import { both, either, neither } from '../../src/project/declarations/marker-text.ts'
import { evaluateMarker, parseMarker } from '../../src/project/requirement/marker.ts'

const MAC = { sys_platform: 'darwin', platform_machine: 'arm64', python_version: '3.12' }
const LINUX = { sys_platform: 'linux', platform_machine: 'x86_64', python_version: '3.10' }

function holds(marker: string | undefined, environment: typeof MAC): boolean | undefined {
  const parsed = parseMarker(marker ?? "python_version > '0'")
  return parsed.ok ? evaluateMarker(parsed.marker, environment) : undefined
}

const mac = "sys_platform == 'darwin'"
const old = "python_version < '3.11'"
const macOrOld = `${mac} or ${old}`

describe('markers made of others', () => {
  test('both binds an "or" before its "and"', () => {
    expect(holds(both(macOrOld, "platform_machine == 'x86_64'"), MAC)).toBe(false)
    expect(holds(both(macOrOld, "platform_machine == 'x86_64'"), LINUX)).toBe(true)
  })

  test('either always holds where one of them has no condition', () => {
    expect(either([mac, undefined])).toBeUndefined()
    expect(either([mac, old])).toBe(macOrOld)
  })

  test.each([[[mac]], [[macOrOld]], [[mac, old]], [["sys_platform in 'darwin linux'"]], [[`${mac} and ${old}`]]])(
    'neither of %j holds where none does',
    (markers) => {
      for (const environment of [MAC, LINUX]) {
        const some = markers.some((marker) => holds(marker, environment))
        expect(holds(neither(markers), environment)).toBe(!some)
      }
    },
  )

  test('what has no opposite is not denied', () => {
    expect(neither(["python_version ~= '3.10'"])).toBeUndefined()
    expect(neither(['nonsense'])).toBeUndefined()
  })
})

describe('the condition under which a locked package is needed', () => {
  test('one need without a condition is enough', () => {
    const conditionOf = conditionsOf([{ name: 'triton', marker: mac }, { name: 'Triton' }])
    expect(conditionOf({ name: 'triton', version: '3' })).toBeUndefined()
  })

  test('a need of one version says nothing of another', () => {
    const conditionOf = conditionsOf([
      { name: 'torch', version: '2.6.0', marker: mac },
      { name: 'torch', version: '2.6.0+cu124', marker: "sys_platform == 'linux'" },
    ])
    expect(conditionOf({ name: 'torch', version: '2.6.0' })).toBe(mac)
  })

  test('what nothing needs may always be installed', () => {
    expect(conditionsOf([])({ name: 'torch', version: '1' })).toBeUndefined()
  })
})
