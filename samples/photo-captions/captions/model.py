import torch
from torch import nn
from transformers import AutoModelForCausalLM, CLIPVisionModel


class Captioner(nn.Module):
    """A frozen vision encoder whose patches are put before the words of a language model."""

    def __init__(self, language_model: str, prefix: int = 16):
        super().__init__()
        self.vision = CLIPVisionModel.from_pretrained("openai/clip-vit-base-patch16").requires_grad_(False)
        self.language = AutoModelForCausalLM.from_pretrained(
            language_model,
            torch_dtype=torch.float16,
            attn_implementation="flash_attention_2",
        )
        self.prefix = prefix
        self.bridge = nn.Linear(self.vision.config.hidden_size, self.language.config.hidden_size)

    def forward(self, pixels, tokens, labels=None):
        with torch.no_grad():
            patches = self.vision(pixels).last_hidden_state[:, : self.prefix]
        words = self.language.get_input_embeddings()(tokens)
        inputs = torch.cat([self.bridge(patches).to(words.dtype), words], dim=1)
        if labels is not None:
            silent = torch.full((labels.size(0), self.prefix), -100).cuda()
            labels = torch.cat([silent, labels], dim=1)
        return self.language(inputs_embeds=inputs, labels=labels)
