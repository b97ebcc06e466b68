VirtualHost "bücher.example" {
	authentication = "internal_hashed";
}
Component ("upload.bücher.example") "http_file_share"
-- this file once more
Include "bucher.cfg.lua"
