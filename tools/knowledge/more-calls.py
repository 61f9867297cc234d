"""Calls of public names that PyTorch's own test databases lack, as source: X is a matrix, V a volume, P positive."""

X = 'torch.rand(4, 4)'
V = 'torch.rand(1, 2, 4, 4, 4)'
IMAGE = 'torch.rand(1, 4, 4, 4)'
P = 'torch.ones(3)'
SYMMETRIC = 'torch.diag(torch.arange(1.0, 9.0))'

CALLS = {
    'torch.binomial': f'torch.binomial({P} * 4, {P} / 2)',
    'torch.channel_shuffle': f'torch.channel_shuffle({IMAGE}, 2)',
    'torch.fake_quantize_per_channel_affine': (
        f'torch.fake_quantize_per_channel_affine({X}, torch.ones(4), torch.zeros(4, dtype=torch.int32), 0, 0, 255)'
    ),
    'torch.fake_quantize_per_tensor_affine': f'torch.fake_quantize_per_tensor_affine({X}, 1.0, 0, 0, 255)',
    'torch.histogramdd': f'torch.histogramdd({X}, bins=[2, 2, 2, 2])',
    'torch.matrix_power(-1)': f'torch.matrix_power({X}, -1)',
    'torch.lobpcg': f'torch.lobpcg({SYMMETRIC}, k=2)',
    'torch.nuclear_norm': f'torch.nuclear_norm({X})',
    'torch.linalg.matrix_norm(nuc)': f"torch.linalg.matrix_norm({X}, ord='nuc')",
    'torch.linalg.norm(nuc)': f"torch.linalg.norm({X}, ord='nuc')",
    'torch.pdist': f'torch.pdist({X})',
    'torch.poisson': f'torch.poisson({P})',
    'torch.quantize_per_channel': (
        f'torch.quantize_per_channel({X}, torch.ones(4), torch.zeros(4), 0, torch.qint8)'
    ),
    'torch.quantize_per_tensor': f'torch.quantize_per_tensor({X}, 1.0, 0, torch.qint8)',
    'torch.repeat_interleave(tensor)': f'torch.repeat_interleave({P}, torch.tensor([1, 2, 1]))',
    'torch.rrelu': f'torch.rrelu({X}, training=True)',
    'torch.segment_reduce': f"torch.segment_reduce({P}, 'sum', lengths=torch.tensor([1, 2]))",
    'torch.slogdet': f'torch.slogdet({X})',
    'torch.unique': f'torch.unique({X})',
    'torch.unique(dim=0)': f'torch.unique({X}, dim=0)',
    'torch.Tensor.unique': f'{X}.unique()',
    'torch.Tensor.unique(dim=0)': f'{X}.unique(dim=0)',
    'torch.Tensor.bernoulli_': f'{X}.bernoulli_()',
    'torch.Tensor.exponential_': f'{X}.exponential_()',
    'torch.Tensor.random_': f'{X}.random_()',
    'torch.Tensor.slogdet': f'{X}.slogdet()',
    'torch.distributions.Beta': f'torch.distributions.Beta({P}, {P}).sample()',
    'torch.distributions.Binomial': f'torch.distributions.Binomial(4, {P} / 2).sample()',
    'torch.distributions.Cauchy': f'torch.distributions.Cauchy({P}, {P}).sample()',
    'torch.distributions.Chi2': f'torch.distributions.Chi2({P}).sample()',
    'torch.distributions.Dirichlet': f'torch.distributions.Dirichlet({P}).sample()',
    'torch.distributions.FisherSnedecor': f'torch.distributions.FisherSnedecor({P}, {P}).sample()',
    'torch.distributions.Gamma': f'torch.distributions.Gamma({P}, {P}).sample()',
    'torch.distributions.HalfCauchy': f'torch.distributions.HalfCauchy({P}).sample()',
    'torch.distributions.InverseGamma': f'torch.distributions.InverseGamma({P}, {P}).sample()',
    'torch.distributions.LKJCholesky': 'torch.distributions.LKJCholesky(3).sample()',
    'torch.distributions.MultivariateNormal': (
        'torch.distributions.MultivariateNormal(torch.zeros(2), torch.eye(2)).sample()'
    ),
    'torch.distributions.NegativeBinomial': f'torch.distributions.NegativeBinomial({P}, {P} / 2).sample()',
    'torch.distributions.Poisson': f'torch.distributions.Poisson({P}).sample()',
    'torch.distributions.StudentT': f'torch.distributions.StudentT({P}).sample()',
    'torch.nn.ChannelShuffle': f'torch.nn.ChannelShuffle(2)({IMAGE})',
    'torch.nn.EmbeddingBag': 'torch.nn.EmbeddingBag(4, 2)(torch.tensor([[0, 1]]))',
    'torch.nn.Embedding(max_norm)': 'torch.nn.Embedding(4, 2, max_norm=1.0)(torch.tensor([0, 1]))',
    'torch.nn.Fold': 'torch.nn.Fold(4, 2)(torch.rand(1, 4, 9))',
    'torch.nn.Hardsigmoid': f'torch.nn.Hardsigmoid()({X})',
    **{
        f'torch.nn.MaxUnpool{rank}d': (
            f'torch.nn.MaxUnpool{rank}d(1)(torch.rand({shape}), torch.zeros({shape}, dtype=torch.int64))'
        )
        for rank, shape in ((1, '1, 1, 1'), (2, '1, 1, 1, 1'), (3, '1, 1, 1, 1, 1'))
    },
    'torch.nn.RReLU': f'torch.nn.RReLU()({X})',
    'torch.nn.Unfold': f'torch.nn.Unfold(2)({IMAGE})',
    **{
        f"torch.nn.Upsample(mode='{mode}')": f"torch.nn.Upsample(scale_factor=2, mode='{mode}')({sample})"
        for mode, sample in (('bicubic', IMAGE), ('bilinear', IMAGE), ('trilinear', V), ('linear', 'torch.rand(1, 1, 4)'))
    },
    **{
        f"torch.nn.functional.interpolate(antialias=True, mode='{mode}')": (
            f"torch.nn.functional.interpolate({IMAGE}, scale_factor=0.5, mode='{mode}', antialias=True)"
        )
        for mode in ('bicubic', 'bilinear')
    },
    'torch.nn.functional.adaptive_avg_pool3d': f'torch.nn.functional.adaptive_avg_pool3d({V}, 2)',
    'torch.nn.functional.embedding(max_norm)': (
        'torch.nn.functional.embedding(torch.tensor([0]), torch.rand(4, 2), max_norm=1.0)'
    ),
    'torch.nn.functional.fold': 'torch.nn.functional.fold(torch.rand(1, 4, 9), 4, 2)',
    'torch.nn.functional.gumbel_softmax': f'torch.nn.functional.gumbel_softmax({X})',
    'torch.nn.functional.unfold': f'torch.nn.functional.unfold({IMAGE}, 2)',
    'torch.nn.utils.parametrizations.orthogonal': (
        f'torch.nn.utils.parametrizations.orthogonal(torch.nn.Linear(4, 4))({X})'
    ),
}
