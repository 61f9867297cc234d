"""Calls of public names that PyTorch's own test databases lack, as source: X is a matrix, V a volume, LINE a row, P positive."""

X = 'torch.rand(4, 4)'
V = 'torch.rand(1, 2, 4, 4, 4)'
IMAGE = 'torch.rand(1, 4, 4, 4)'
P = 'torch.ones(3)'
LINE = 'torch.rand(1, 2, 4)'
SPARSE = 'torch.eye(4).to_sparse()'
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
    'torch.adaptive_avg_pool1d': f'torch.adaptive_avg_pool1d({LINE}, 2)',
    'torch.alpha_dropout': f'torch.alpha_dropout({X}, 0.5, True)',
    'torch.avg_pool1d': f'torch.avg_pool1d({LINE}, 2)',
    'torch.batch_norm': f'torch.batch_norm({IMAGE}, None, None, None, None, True, 0.1, 1e-5, False)',
    'torch.bilinear': f'torch.bilinear({X}, {X}, torch.rand(2, 4, 4))',
    'torch.binary_cross_entropy_with_logits': f'torch.binary_cross_entropy_with_logits({X}, {X})',
    'torch.celu': f'torch.celu({X})',
    'torch.chain_matmul': f'torch.chain_matmul({X}, {X}, {X})',
    'torch.cosine_similarity': f'torch.cosine_similarity({X}, {X})',
    'torch.dropout': f'torch.dropout({X}, 0.5, True)',
    'torch.embedding': f'torch.embedding({X}, torch.tensor([0, 1]))',
    'torch.gru_cell': f'torch.gru_cell({X}, {X}, torch.rand(12, 4), torch.rand(12, 4))',
    'torch.hinge_embedding_loss': f'torch.hinge_embedding_loss({P}, {P})',
    'torch.instance_norm': f'torch.instance_norm({IMAGE}, None, None, None, None, True, 0.1, 1e-5, False)',
    'torch.kl_div': f'torch.kl_div({X}, {X})',
    'torch.linalg.matrix_rank': f'torch.linalg.matrix_rank({X})',
    'torch.linalg.matrix_rank(hermitian)': f'torch.linalg.matrix_rank({X} @ {X}.T, hermitian=True)',
    'torch.lstm_cell': f'torch.lstm_cell({X}, ({X}, {X}), torch.rand(16, 4), torch.rand(16, 4))',
    'torch.margin_ranking_loss': f'torch.margin_ranking_loss({P}, {P}, {P})',
    'torch.max_pool1d': f'torch.max_pool1d({LINE}, 2)',
    'torch.max_pool2d': f'torch.max_pool2d({IMAGE}, 2)',
    'torch.max_pool3d': f'torch.max_pool3d({V}, 2)',
    'torch.pairwise_distance': f'torch.pairwise_distance({X}, {X})',
    'torch.pixel_shuffle': f'torch.pixel_shuffle({IMAGE}, 2)',
    'torch.pixel_unshuffle': f'torch.pixel_unshuffle({IMAGE}, 2)',
    'torch.positive': f'torch.positive({X})',
    'torch.prelu': f'torch.prelu({X}, torch.rand(1))',
    'torch.relu': f'torch.relu({X})',
    'torch.relu_': f'torch.relu_({X})',
    'torch.rnn_tanh_cell': f'torch.rnn_tanh_cell({X}, {X}, {X}, {X})',
    'torch.selu': f'torch.selu({X})',
    'torch.sparse.mm': f'torch.sparse.mm({SPARSE}, {X})',
    'torch.sparse.sampled_addmm': f'torch.sparse.sampled_addmm({X}.to_sparse_csr(), {X}, {X})',
    'torch.threshold': f'torch.threshold({X}, 0.5, 0)',
    'torch.triplet_margin_loss': f'torch.triplet_margin_loss({X}, {X}, {X})',
    'torch.vander': f'torch.vander({P})',
    'torch.Tensor.copy_': f'{X}.copy_({X})',
    'torch.Tensor.coalesce': f'{SPARSE}.coalesce()',
    'torch.Tensor.fill_diagonal_': f'{X}.fill_diagonal_(0)',
    'torch.Tensor.prelu': f'{X}.prelu(torch.rand(1))',
    'torch.Tensor.relu': f'{X}.relu()',
    'torch.Tensor.relu_': f'{X}.relu_()',
    'torch.Tensor.to_dense': f'{SPARSE}.to_dense()',
    'torch.Tensor.type_as': f'{X}.type_as({X})',
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
    'torch.nn.AlphaDropout': f'torch.nn.AlphaDropout()({X})',
    'torch.nn.CosineSimilarity': f'torch.nn.CosineSimilarity()({X}, {X})',
    'torch.nn.Dropout1d': f'torch.nn.Dropout1d()({LINE})',
    'torch.nn.FeatureAlphaDropout': f'torch.nn.FeatureAlphaDropout()({IMAGE})',
    'torch.nn.Flatten': f'torch.nn.Flatten()({IMAGE})',
    'torch.nn.FractionalMaxPool2d': f'torch.nn.FractionalMaxPool2d(2, output_ratio=0.5)({IMAGE})',
    'torch.nn.FractionalMaxPool3d': f'torch.nn.FractionalMaxPool3d(2, output_ratio=0.5)({V})',
    'torch.nn.LazyLinear': f'torch.nn.LazyLinear(2)({X})',
    'torch.nn.LocalResponseNorm': f'torch.nn.LocalResponseNorm(2)({IMAGE})',
    'torch.nn.PairwiseDistance': f'torch.nn.PairwiseDistance()({X}, {X})',
    'torch.nn.PixelUnshuffle': f'torch.nn.PixelUnshuffle(2)({IMAGE})',
    'torch.nn.TransformerDecoder': f'torch.nn.TransformerDecoder(torch.nn.TransformerDecoderLayer(4, 2), 1)({X}, {X})',
    'torch.nn.TripletMarginWithDistanceLoss': f'torch.nn.TripletMarginWithDistanceLoss()({X}, {X}, {X})',
    'torch.nn.Unflatten': f'torch.nn.Unflatten(1, (2, 2))({X})',
    'torch.nn.UpsamplingBilinear2d': f'torch.nn.UpsamplingBilinear2d(scale_factor=2)({IMAGE})',
    'torch.nn.UpsamplingNearest2d': f'torch.nn.UpsamplingNearest2d(scale_factor=2)({IMAGE})',
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
    'torch.nn.functional.dropout1d': f'torch.nn.functional.dropout1d({LINE})',
    'torch.nn.functional.lp_pool1d': f'torch.nn.functional.lp_pool1d({LINE}, 2, 2)',
    'torch.nn.functional.lp_pool2d': f'torch.nn.functional.lp_pool2d({IMAGE}, 2, 2)',
    'torch.nn.functional.lp_pool3d': f'torch.nn.functional.lp_pool3d({V}, 2, 2)',
    'torch.nn.functional.fold': 'torch.nn.functional.fold(torch.rand(1, 4, 9), 4, 2)',
    'torch.nn.functional.gumbel_softmax': f'torch.nn.functional.gumbel_softmax({X})',
    'torch.nn.functional.unfold': f'torch.nn.functional.unfold({IMAGE}, 2)',
    'torch.nn.utils.parametrizations.orthogonal': (
        f'torch.nn.utils.parametrizations.orthogonal(torch.nn.Linear(4, 4))({X})'
    ),
}
