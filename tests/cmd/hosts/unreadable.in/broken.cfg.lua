VirtualHost "example.org
