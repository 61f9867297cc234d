import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { format } from '../../src/project/cuda/cuda-source/index.ts'
import { codeOf } from '../../src/project/cuda/cuda-source/code.ts'

type Named = readonly { readonly name: string; readonly site: { readonly line: number; readonly column: number } }[]

function places(items: Named = []): string[] {
  return items.map(({ name, site }) => `${name} ${site.line}:${site.column}`)
}

function inventory(text: string) {
  const source = format.read({ path: 'kernels.cu', text }).kernels?.[0]
  return { kernels: places(source?.kernels), launches: source?.launches, libraries: places(source?.libraries) }
}

describe('CUDA sources', () => {
  it('name their kernels whatever stands between', () => {
    const text = `#include <cub/cub.cuh>
// __global__ void commented(int x) {}
const char *text = "__global__ void quoted() {}";
extern "C" __global__ void plain(float *x) { }
template <typename T, int N>
__global__ void __launch_bounds__(256, 2) bounded(const T *x) { }
static __global__ LAUNCH_BOUNDS(1024)
void macro(int n) { }
__global__ typename std::enable_if<(N > 2), void>::type guarded(int n) { }
template <> __global__ void special<float, 4>(float *x) { }
__global__ void KERNEL(name)(int n) { }
#define DEFINE(op) __global__ void op##_kernel(int n) { body(n); }
`
    expect(inventory(text).kernels).toEqual([
      'plain 4:28',
      'bounded 6:43',
      'macro 8:6',
      'guarded 9:57',
      'special 10:29',
      'KERNEL(name) 11:17',
      'op##_kernel 12:36',
    ])
  })

  it('count a declaration only where the definition is elsewhere', () => {
    const text = '__global__ void a(int);\n__global__ void b(int);\n__global__ void a(int x) {}\n'
    expect(inventory(text).kernels).toEqual(['b 2:17', 'a 3:17'])
  })

  it('count launches, but no marks of an unfinished merge', () => {
    const text =
      '<<<<<<< HEAD\nf<<<grid, block, 0, stream>>>(x);\n// g<<<1, 1>>>();\ng<T><<<dim3(1), 256>>>(y);\n>>>>>>> other\n'
    expect(inventory(text).launches).toBe(2)
  })

  it('name libraries by include or by use, at the first place', () => {
    const text = `#include "nccl.h"
//#include <cudnn.h>
#include <cooperative_groups.h>
void f() {
  cublasSgemm(handle); cublasSgemm(handle);
  thrust::sort(a, b);
  nvcuda::wmma::fill_fragment(c, 0);
}
`
    expect(inventory(text).libraries).toEqual([
      'cublas 5:3',
      'thrust 6:3',
      'nccl 1:1',
      'cooperative_groups 3:1',
      'wmma 7:11',
    ])
  })

  it('are .cu and .cuh, and other C++ that speaks CUDA', () => {
    expect(format.recognises('a.cu', '')).toBe(true)
    expect(format.recognises('a.cpp', '#include <ATen/cuda/CUDAContext.h>')).toBe(true)
    expect(format.recognises('a.cpp', 'int main() {}')).toBe(false)
    expect(format.recognises('a.py', '__global__')).toBe(false)
    expect(format.read({ path: 'a.h', text: '// __global__ is for others\n' })).toEqual({})
  })
})

function around(parts: readonly string[]): string {
  return `a${parts[0]}c ${parts[1]} ${parts[2]} 1'000 ${parts[3]} h ${parts[4]}\nj`
}

describe('codeOf', () => {
  it('blanks comments, literals and raw strings, and nothing else', () => {
    const literals = ['/*b*/', '"d\\"e"', "'f'", 'R"x(g")x"', '// i']
    expect(codeOf(around(literals))).toBe(around(literals.map((literal) => ' '.repeat(literal.length))))
  })

  it('keeps length and lines of anything', () => {
    const piece = fc.constantFrom('/*', '*/', '//', '"', "'", '\\', '\n', 'R"(', ')"', 'a', '1', ' ')
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const code = codeOf(text)
          expect(code.length).toBe(text.length)
          expect(code.split('\n').length).toBe(text.split('\n').length)
        },
      ),
    )
  })

  it('lets no text make the inventory throw or hang', () => {
    const piece = fc.constantFrom(
      '__global__ ',
      'void ',
      'f',
      '(',
      ')',
      '<',
      '>',
      '{',
      '}',
      ';',
      '<<<',
      '>>>',
      '#define ',
      '\\\n',
      '\n',
      '"',
      '#include <',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join('')),
        (text) => void inventory(text),
      ),
    )
    expect(inventory('__global__ void f('.repeat(50_000)).kernels.length).toBeGreaterThan(0)
  })
})
