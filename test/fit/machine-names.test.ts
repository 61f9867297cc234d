import { describe, expect, test } from 'vitest'
import { machineNamed } from '../../src/fit/machines/machine-named.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

const { machines } = compiledKnowledge()

function idOf(name: string): string {
  const understood = machineNamed(name, machines)
  return 'is' in understood ? understood.is.id : understood.problem
}

function priceOf(name: string): number | undefined {
  const understood = machineNamed(name, machines)
  return 'is' in understood ? understood.is.price?.usd : undefined
}

describe('names of machines as people write them', () => {
  test.each([
    ['RTX 4090', 'rtx-4090-24gb'],
    ['4090 24GB', 'rtx-4090-24gb'],
    ['rtx4070ti', 'rtx-4070-ti-12gb'],
    ['NVIDIA GeForce RTX 4090 Laptop GPU', 'rtx-4090-laptop-16gb'],
    ['RTX 3060 8GB', 'rtx-3060-8gb'],
    ['2x RTX 4090', '2x-rtx-4090-24gb'],
    ['H100 PCIe 80GB', 'h100-pcie-80gb'],
    ['NVIDIA A100-SXM4-40GB', 'a100-sxm4-40gb'],
    ['T4 16GB', 't4-16gb'],
    ['DGX Spark', 'gb10-128gb'],
    ['M1 Max 32-core GPU 64GB', 'apple-m1-max-32c-64gb'],
    ['M1 Max (32-core GPU)', 'apple-m1-max-32c-32gb'],
    ['apple-m4-pro-24gb', 'apple-m4-pro-20c-24gb'],
    ['Mac Studio M3 Ultra 512GB', 'apple-m3-ultra-80c-512gb'],
    ['MacBook Air M2 10-core GPU 16GB', 'apple-m2-10c-16gb'],
    ['MacBook Pro M4', 'apple-m4-10c-16gb'],
    ['M3 (MacBook Air)', 'apple-m3-10c-8gb'],
    ['M4 Max 128GB', 'apple-m4-max-40c-128gb'],
    ['m4 max 64', 'apple-m4-max-40c-64gb'],
    ['mac studio ultra 512', 'apple-m5-ultra-80c-512gb'],
    ['2x3090', '2x-rtx-3090-24gb'],
    ['dual RTX 4090', '2x-rtx-4090-24gb'],
    ['M6', 'apple-m6-12c-16gb'],
    ['AWS g5.12xlarge', 'g5.12xlarge'],
    ['Standard_NC24ads_A100_v4', 'standard-nc24ads-a100-v4'],
  ])('%s', (name, id) => {
    expect(idOf(name)).toBe(id)
  })

  test('every id names its own machine', () => {
    const ids = machines.map(({ chip, cores, memory, vendor }) =>
      idOf(`${chip} ${vendor === 'apple' ? `${cores}-core GPU` : ''} ${memory}GB`),
    )

    expect(new Set(ids).size).toBe(machines.length)
    expect(ids.filter((id) => idOf(id) !== id)).toEqual([])
  })

  test('what does not exist is answered with what does', () => {
    expect(idOf('M4 Pro 36GB')).toBe('There is no M4 Pro with 36 GB: it has 24, 48 or 64 GB.')
    expect(idOf('M4 Max 32-core GPU 128GB')).toBe(
      'There is no M4 Max with 32 GPU cores and 128 GB: it has 36 GB; 128 GB come with 40 GPU cores.',
    )
    expect(idOf('MacBook Air M4 Pro')).toContain('the M4 Pro is in MacBook Pro 14-inch')
    expect(idOf('RTX 9090')).toContain('did you mean RTX 4090')
  })

  test('a Mac that was named costs what that one costs, others what the cheapest with the chip does', () => {
    const ofStudio = priceOf('Mac Studio M5 Max 36GB')

    expect(priceOf('M5 Max 36GB')).toBe(ofStudio)
    expect(priceOf('MacBook Pro 14 M5 Max 36GB')).toBeGreaterThan(ofStudio ?? Infinity)
    expect(priceOf('M1 Max 64GB')).toBeUndefined()
  })

  test('a machine of a cloud has its GPUs, and neither the price of a card nor that of another cloud', () => {
    const understood = machineNamed('p5.48xlarge', machines)

    expect(understood).toMatchObject({ is: { count: 8, memoryBytes: 80 * 2 ** 30, form: 'cloud' } })
    expect(understood).not.toHaveProperty('is.price')
  })
})
