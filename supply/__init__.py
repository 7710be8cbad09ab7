"""What newsledger is made of besides its own code: locked packages, their hashes, licences and known weaknesses."""
