# syntax=docker/dockerfile:1
# The service of translit: docker build -t translit . && docker run -p 127.0.0.1:8765:8765 -e TRANSLIT_API_KEY=… translit
FROM python:3.12-slim-bookworm AS build
COPY . /src
# a compiler makes the inner loops three times as fast; it stays behind in this stage
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gcc=4:12.* libc6-dev=2.36-* \
    && rm -rf /var/lib/apt/lists/* \
    && python -m venv /opt/translit \
    && TRANSLIT_COMPILE=all /opt/translit/bin/pip install --no-cache-dir '/src[serve,zh]'

FROM python:3.12-slim-bookworm
LABEL org.opencontainers.image.title="translit" org.opencontainers.image.licenses="MIT"
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin translit
COPY --from=build /opt/translit /opt/translit
ENV PATH=/opt/translit/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# a table that `translit build` wrote, mapped by all workers: -v /var/lib/translit:/tables:ro
VOLUME /tables
USER 10001:10001
EXPOSE 8765
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8765/health', timeout=2)"]
# reached from outside of the container: it refuses to start without TRANSLIT_API_KEY or --without-key
ENTRYPOINT ["translit", "serve", "--host", "0.0.0.0", "--port", "8765"]
CMD ["--workers", "2"]
