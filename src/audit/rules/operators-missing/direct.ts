/** Names whose one operator is called otherwise, in every release. */
const OTHERWISE: ReadonlyMap<string, RegExp> = new Map(
  Object.entries<RegExp>({
    stft: /^_fft_/,
    istft: /^_fft_/,
    unfold: /^im2col/,
    fold: /^col2im/,
    pinverse: /^_?linalg_svd/,
    pinv: /^_?linalg_svd/,
    gammaln: /^lgamma/,
    psi: /^digamma/,
    quantile: /^(?:lerp_|sort)/,
    nanquantile: /^(?:lerp_|sort)/,
  }),
)

/** What distributions have always drawn with. */
const DRAWS = /^(?:_standard_gamma|_sample_dirichlet|poisson|binomial|cauchy_|bitwise_and\.Tensor)$/

/** Whether a Python name and an operator are the same thing by their names: `torch.linalg.inv` and `linalg_inv_ex`. */
export function isDirect(pythonName: string, operator: string): boolean {
  const [path = '', options = ''] = pythonName.split('(')
  const name = plain(path.slice(path.lastIndexOf('.') + 1))
  if (OTHERWISE.get(name)?.test(operator) || (path.startsWith('torch.fft.') && operator.startsWith('_fft_')))
    return true
  if (path.startsWith('torch.distributions.') && DRAWS.test(operator)) return true
  const inner = plain((operator.split('.')[0] ?? '').replace(/^_?linalg_|_ex$/g, ''))
  const mode = plain(/mode='(\w+)'/.exec(options)?.[1] ?? '')
  return inner.includes(name) || name.includes(inner) || (mode !== '' && inner.includes(mode))
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '')
}
