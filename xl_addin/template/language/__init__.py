"""What a template can say: expressions, markers, filters; strict, sandboxed and bounded."""
