/** Settings that libraries make of what a program writes down: tables whose fields are attributes, and classes that options fill. */
import type { Arguments } from './arguments.ts'
import { asDefault, UNKNOWN, type Value } from '../trace/value.ts'

type Makes = (passed: Arguments) => Value

/** Make a table of another one, or of what they are given by name. */
const TABLES = [
  'addict.Dict',
  'attrdict.AttrDict',
  'box.Box',
  'dotmap.DotMap',
  'easydict.EasyDict',
  'ml_collections.ConfigDict',
  'ml_collections.FrozenConfigDict',
  'ml_collections.config_dict.ConfigDict',
  'mmcv.Config',
  'mmengine.Config',
  'mmengine.config.Config',
  'munch.DefaultMunch.fromDict',
  'munch.Munch',
  'munch.Munch.fromDict',
  'munch.munchify',
  'omegaconf.DictConfig',
  'omegaconf.OmegaConf.create',
  'yacs.config.CfgNode',
]

/** Make an object of a class, with what the command line says. */
const PARSERS = [
  'datargs.parse',
  'draccus.parse',
  'omegaconf.OmegaConf.structured',
  'pyrallis.parse',
  'simple_parsing.parse',
  'tyro.cli',
]

/** What these give, by their names. */
export const settingCalls: Readonly<Record<string, Makes>> = Object.fromEntries([
  ...TABLES.map((name) => [name, (passed) => tableOf(name, passed)] as const satisfies readonly [string, Makes]),
  ['omegaconf.OmegaConf.merge', merged] as const,
  ...PARSERS.map((name) => [name, (passed) => parsed(name, passed)] as const satisfies readonly [string, Makes]),
])

function tableOf(name: string, { positional: [given], keywords }: Arguments): Value {
  if (given) return /^(?:table|object)$/.test(given.value.kind) ? given.value : UNKNOWN
  const fields = new Map([...keywords].map(([key, { value }]) => [key, value] as const))
  return { kind: 'instance', of: name, fields }
}

/** The first of several, which the others may change. */
function merged({ positional: [first] }: Arguments): Value {
  if (first?.value.kind !== 'table') return first?.value.kind === 'object' ? first.value : UNKNOWN
  return { kind: 'table', fields: new Map([...first.value.fields].map(([key, value]) => [key, asDefault(value)])) }
}

function parsed(name: string, { positional, keywords }: Arguments): Value {
  const given = (positional[0] ?? keywords.get('config_class'))?.value
  if (given?.kind === 'class') return { kind: 'object', class: given.class }
  return { kind: 'instance', of: name, fields: new Map() }
}
