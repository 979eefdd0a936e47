"""The sample library, samples asked for by customers, and made-to-measure uniforms."""
