import { expect, it } from 'vitest'
import { registeredIn } from '../../tools/knowledge/operators/release.mjs'

it('finds kernels for MPS that are written in Python', () => {
  const source = [
    'lib.impl("native_group_norm", _group_norm, "MPS")',
    'lib.impl("native_layer_norm", _layer_norm, "CUDA")',
    'mps_lib = torch.library.Library("aten", "IMPL", "MPS")',
    'mps_lib.impl("aten::linalg_lu_solve.out", linalg_lu_solve_out_mps)',
    'cuda_lib = torch.library.Library("aten", "IMPL", "CUDA")',
    'cuda_lib.impl("aten::bmm", _bmm)',
  ].join('\n')
  expect(registeredIn(source)).toEqual(['native_group_norm', 'linalg_lu_solve.out'])
})
