"""Health of a web node, for containers and load balancers: exit code 0 when database and broker answer.

Standard library only. Speaks as the proxy does (the public name, https), so that no redirect hides a fault.
"""

from __future__ import annotations

import http.client
import os
import sys
from urllib.parse import urlsplit


def main() -> int:
    public = urlsplit(os.environ.get("PUBLIC_URL", "http://localhost"))
    wire = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("WEB_PORT", "8000")), timeout=5)
    wire.request("GET", "/health/ready", headers={"Host": public.netloc, "X-Forwarded-Proto": public.scheme})
    return 0 if wire.getresponse().status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
