// A certified OpenID provider for the tests: whom the header X-Account names has just logged in there.
// Run as: node provider.mjs REDIRECT_URI; says its port, and ends with its standard input.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const server = createServer().listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "gendan", client_secret: "sealed-in-gendan", redirect_uris: [process.argv[2]] }],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    claims: { openid: ["sub", "staff_number"], email: ["email", "email_verified"] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.com`, email_verified: !id.startsWith("unproved"), staff_number: id }),
    }),
  });
  server.on("request", async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return provider.callback()(request, response);
    const { params } = await provider.interactionDetails(request, response);
    const accountId = request.headers["x-account"];
    if (!accountId) return provider.interactionFinished(request, response, { error: "access_denied" });
    const grant = new provider.Grant({ accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(request, response, { login: { accountId }, consent });
  });
  console.log(port);
});
process.stdin.on("close", () => process.exit(0)).resume();
