FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && find dist -type f ! -name '*.js' -delete
RUN npm prune --omit=dev

# Node.js without a shell and without npm.
FROM gcr.io/distroless/nodejs24-debian13:nonroot
LABEL org.opencontainers.image.title="superoffice-graphql"
LABEL org.opencontainers.image.description="A GraphQL server for the SuperOffice CRM REST API"
LABEL org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV ADMIN_HOST=0.0.0.0
ENV ADMIN_PORT=9464
WORKDIR /app
COPY --from=build /app/package.json package.json
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY schema schema
COPY explorer/bundle explorer/bundle
COPY LICENSE LICENSE
# The image's user nonroot, as a number, so that Kubernetes can see that it is not root.
USER 65532:65532
# GraphQL, and the admin port: health and metrics.
EXPOSE 4000 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s \
  CMD ["/nodejs/bin/node", "-e", "fetch('http://127.0.0.1:' + (process.env.ADMIN_PORT || 9464) + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1))"]
# SIGUSR1 never opens a debugger, not even before the server handles the signal.
ENTRYPOINT ["/nodejs/bin/node", "--disable-sigusr1"]
CMD ["dist/main.js"]
