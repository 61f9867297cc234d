import type { Basis, Place } from '../../trace/place.ts'
import { constant, type Value } from '../../trace/value.ts'
import { type Fact, FACTS, PARTS_OF_PYTORCH } from './facts.ts'
import type { Machine } from './machine.ts'
import { gpusOfTensorflow } from './tensorflow.ts'
import { packageAnswer, versionOfTorch } from './packages.ts'

/**
 * What an attribute is on a machine: `torch.version.cuda`, or `platform.uname().system` for one of what a call gives.
 * Undefined when it says nothing of the machine.
 */
export function attributeOn(machine: Machine, name: string, place: Place): Value | undefined {
  return name === 'torch.__version__' ? versionOfTorch(machine, place) : answer(machine, name, place)
}

/** What calling an external function gives on a machine, `first` being its first argument; undefined as above. */
export function callOn(machine: Machine, name: string, place: Place, first: Value | undefined): Value | undefined {
  if (name.startsWith('tensorflow.')) {
    const gpus = gpusOfTensorflow(machine, name, place, first)
    if (gpus) return gpus
  }
  return answer(machine, `${name}()`, place) ?? packageAnswer(machine, name, place, first)
}

/** What `hasattr` gives for a part of PyTorch; undefined as above. */
export function hasPart(machine: Machine, name: string, place: Place): Value | undefined {
  if (machine.name === 'mac' && name.startsWith('torch._C._cuda_'))
    return constant(false, place, [{ fact: 'cuda', name, place }])
  return PARTS_OF_PYTORCH.has(name) ? constant(true, undefined, [{ fact: 'mps', name, place }]) : undefined
}

function answer(machine: Machine, question: string, place: Place): Value | undefined {
  const fact = FACTS.get(question)
  return fact && valueOf(fact, machine, place)
}

function valueOf({ about, name, answers }: Fact, machine: Machine, place: Place): Value | undefined {
  const given = answers[machine.name]
  if (given === undefined) return undefined
  const basis: readonly Basis[] = [{ fact: about, name, place }]
  const isValue = typeof given === 'object' && given !== null
  return isValue ? { ...given, origin: place, basis } : constant(given, place, basis)
}
