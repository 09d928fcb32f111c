/** A manifest that uses every key, with comments. */
export const MANIFEST = `// nginx, as we build it
{
  "name": "nginx",
  "summary": "Small, powerful web server and reverse proxy",
  "description": "Serves pages.\\n\\nAlso proxies.",
  "licence": "BSD-2-Clause",
  "homepage": "https://example.org/nginx",
  "scheme": "debian",
  "group": "servers",
  "parallel": "minor",
  "package-options": {
    "tls": { "type": "boolean", "question": "Support TLS?", "default": true },
    "log": { "type": "choice", "question": "Log format", "choices": ["text", "json"], "default": "text" },
    "workers": { "type": "number", "question": "Workers", "minimum": 1, "maximum": 64, "default": 4 },
    "user": { "type": "text", "question": "Account to run as", "default": "www-data" }
  },
  "build-depends": ["make", "gcc | clang >=14"],
  "runtime-depends": {
    "pkg-depend": ["zlib >=1.2", "pcre2 10.3:10.99"],
    "arch": {
      "amd64": { "pkg-depend": ["accel"], "libc": { "musl": ["accel-musl"] } },
      "i386": ["accel-32"]
    },
    "libc": { "glibc": ["libc6 >=2.34"] },
    "platform": { "linux": ["systemd | openrc"] },
    "profile": { "BLEEDING": ["nightly-tools"] },
    "option": {
      "tls": { "true": ["openssl >=3 <4~"], "false": [] },
      "workers": { "64": ["numa"] }
    },
  },
  "recommends": ["logrotate"],
  "conflicts": ["lighttpd <1.4"],
  "provides": ["httpd =1.1", "www"],
  "replaces": ["nginx-light"],
  "build-instructions": [
    "./configure --prefix=/usr",
    { "name": "tls", "run": ["./configure", "--with-tls"], "when": { "option": { "tls": true } } },
    {
      "name": "make", "run": "make -j4", "directory": "objs", "environment": { "CC": "gcc" },
      "when": { "arch": ["amd64", "arm64"], "libc": "glibc", "platform": "linux", "profile": ["BLEEDING", "STATIC"] }
    },
    { "run": "make install", "when": { "option": { "log": ["json", "text"], "user": "www-data" } } }
  ],
  "patches": ["patches/paths.patch", { "file": "patches/musl.patch", "strip": 0, "when": { "libc": "musl" } }],
  "binary": { "url": "https://example.org/{name}/{version}_{arch}.pac" },
  "config": ["etc/nginx/nginx.conf"],
  "modes": [{ "path": "usr/sbin/nginx", "mode": "0755", "capabilities": "cap_net_bind_service+ep" }],
  "integration": {
    "commands": ["usr/sbin/nginx"],
    "environment": { "NGINX_HOME": "/srv/nginx" },
    "services": { "nginx.service": "[Service]\\nExecStart=/usr/sbin/nginx\\n" }
  },
  "version-range": {
    "1.18:1.20": { "runtime-depends": ["old-ssl"], "parallel": "major" },
    ">1.20 <2~": {
      "build-instructions": ["make all"],
      "binary": { "branch": "{name}_{version}-{libc}-{platform}" },
      "config": ["etc/nginx/mime.types"],
      "integration": { "commands": ["usr/sbin/nginx"], "links": { "usr/bin/httpd": "../sbin/nginx" } },
      "provides": ["http3"]
    }
  }
}
`;
